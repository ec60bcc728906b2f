// What it costs to keep: a durable write alone, eight clients that share syncs, and a read.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "storage/journal.hpp"
#include "storage/key_order.hpp"
#include "storage/rocks_store.hpp"
#include "tests/bench/folder.hpp"

namespace waarmerk::storage {
namespace {

constexpr Family only{0};
constexpr std::size_t record_bytes = 3000;  // about a badge

/// A database of the benchmark's own.
class BenchStore {
 public:
  BenchStore() {
    const std::vector<std::string> families{"only"};
    if (auto opened = RocksStore::open(folder_.path() / "db", families)) {
      store_ = std::move(*opened);
    }
  }

  Store* store() { return store_.get(); }

 private:
  bench::Folder folder_;
  std::unique_ptr<RocksStore> store_;
};

Batch record(std::uint64_t number) {
  Batch batch;
  batch.put(only, KeyWriter().u64(number).take(), Bytes(record_bytes, 'v'));
  return batch;
}

void put_durable(benchmark::State& state) {
  BenchStore bench;
  if (bench.store() == nullptr) return state.SkipWithError("no store");
  std::uint64_t number = 0;
  for (auto _ : state) {
    if (!bench.store()->write(record(number++), Durability::durable)) {
      return state.SkipWithError("no write");
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(put_durable)->Name("store/put-durable")->UseRealTime();

/// Eight writes are always on their way, as with eight clients that each wait for their own.
void journal_8_clients(benchmark::State& state) {
  BenchStore bench;
  if (bench.store() == nullptr) return state.SkipWithError("no store");
  std::counting_semaphore<8> clients{8};
  bool failed = false;
  {
    Journal journal(*bench.store());
    std::uint64_t number = 0;
    for (auto _ : state) {
      clients.acquire();
      journal.commit(record(number++), [&](const Result<void>& written) {
        failed = failed || !written;
        clients.release();
      });
    }
  }
  if (failed) return state.SkipWithError("no write");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(journal_8_clients)->Name("store/journal-8-clients")->UseRealTime();

void get(benchmark::State& state) {
  constexpr std::uint64_t records = 10'000;
  BenchStore bench;
  if (bench.store() == nullptr) return state.SkipWithError("no store");
  for (std::uint64_t i = 0; i < records; ++i) {
    if (!bench.store()->write(record(i), Durability::buffered)) {
      return state.SkipWithError("no write");
    }
  }
  std::uint64_t number = 0;
  for (auto _ : state) {
    number = (number + 7919) % records;
    auto value = bench.store()->get(only, KeyWriter().u64(number).take());
    benchmark::DoNotOptimize(value);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(get)->Name("store/get");

}  // namespace
}  // namespace waarmerk::storage
