// What a status list of 131,072 entries costs, one in a hundred set: to check, decode, encode, set;
// and what one entry costs out of a store that keeps lists of several lengths.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "node/credential/status_list.hpp"
#include "node/records/families.hpp"
#include "node/records/status_bits.hpp"
#include "storage/rocks_store.hpp"
#include "tests/bench/folder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::credential {
namespace {

StatusList one_in_a_hundred() {
  tests::SeededRandom random;
  auto list = StatusList::make().value();
  for (std::uint64_t i = 0; i < status_entries_min / 100; ++i) {
    if (!list.set(draw_below(random, status_entries_min), true)) break;
  }
  return list;
}

/// From the text of the list to the bit: what a verifier does who holds no list.
void check(benchmark::State& state) {
  const auto text = one_in_a_hundred().encode();
  for (auto _ : state) {
    const auto list = StatusList::decode(text);
    if (!list || !list->get(94'567)) state.SkipWithError("there is no such bit");
  }
  state.counters["text_bytes"] = static_cast<double>(text.size());
}

void decode(benchmark::State& state) {
  const auto text = one_in_a_hundred().encode();
  for (auto _ : state) benchmark::DoNotOptimize(StatusList::decode(text)->bytes().data());
}

void encode(benchmark::State& state) {
  const auto list = one_in_a_hundred();
  for (auto _ : state) benchmark::DoNotOptimize(list.encode().data());
}

void set(benchmark::State& state) {
  auto list = one_in_a_hundred();
  std::uint64_t index = 0;
  for (auto _ : state) {
    index = (index + 7919) % status_entries_min;
    if (!list.set(index, true)) state.SkipWithError("there is no such bit");
  }
}

/// One entry of a list of so many, out of a database: what is known of the list, and one page.
void stored(benchmark::State& state) {
  const auto entries = static_cast<std::uint64_t>(state.range(0));
  const bench::Folder folder;
  const std::vector<std::string> families(records::family_names.begin(),
                                          records::family_names.end());
  const auto store = storage::RocksStore::open(folder.path() / "db", families).value();
  tests::SeededRandom random;
  Bytes list(entries / 8);
  for (std::uint64_t i = 0; i < entries / 100; ++i) list[draw_below(random, entries / 8)] = 1;
  const records::ListName name{"https://school.example/status/1", "did:web:school.example"};
  storage::Batch batch;
  records::save_kept_status(batch, name,
                            {.source = "gossip",
                             .received = {1'000},
                             .valid_until = UnixTime{2'000},
                             .purposes = {"revocation"},
                             .bits = entries,
                             .method = "did:web:school.example#key-1",
                             .key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"});
  records::save_status_pages(batch, name, {}, list);
  if (!store->write(batch, storage::Durability::durable)) return state.SkipWithError("no write");
  std::uint64_t index = 0;
  for (auto _ : state) {
    index = (index + 7919) % entries;
    const auto status = records::find_kept_status(*store, name);
    const auto value = records::find_status_value(*store, name, (*status)->bits, {index});
    if (!value || !*value) state.SkipWithError("there is no such entry");
  }
}

BENCHMARK(stored)->Name("status-list/stored")->Arg(131'072)->Arg(1'048'576)->Arg(33'554'432);
BENCHMARK(check)->Name("status-list/check");
BENCHMARK(decode)->Name("status-list/decode");
BENCHMARK(encode)->Name("status-list/encode");
BENCHMARK(set)->Name("status-list/set");

}  // namespace
}  // namespace waarmerk::node::credential
