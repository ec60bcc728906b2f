// What it costs to witness ten thousand feeds: a snapshot, a proof of one of them, and to check it.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <optional>

#include "tests/support/seeded_random.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {
namespace {

constexpr int feeds = 10'000;

std::vector<feed::Header> heads() {
  tests::SeededRandom random;
  std::vector<feed::Header> heads(feeds);
  for (auto& head : heads) head.feed.value = draw<32>(random);
  return heads;
}

tests::WitnessDesk desk_of(const std::vector<feed::Header>& heads) {
  tests::WitnessDesk desk;
  for (const auto& head : heads) static_cast<void>(desk.witness.see(head, tests::witness_time));
  return desk;
}

/// From heads that are known to what is to be written.
void snapshot(benchmark::State& state) {
  auto desk = desk_of(heads());
  auto now = tests::witness_time;
  for (auto _ : state) {
    now = now + hour_ms;
    benchmark::DoNotOptimize(desk.witness.next(now));
    desk.witness.not_saved();
  }
}

void prove(benchmark::State& state) {
  const auto all = heads();
  auto desk = desk_of(all);
  const auto signed_one = desk.publish(tests::witness_time);
  std::size_t at = 0;
  std::optional<Proof> proof;
  for (auto _ : state) {
    at = (at + 7919) % all.size();
    proof = *desk.witness.prove(all[at].feed, signed_one);
  }
  state.counters["path_bytes"] = static_cast<double>(proof->path.size() * sizeof(Sha256));
}

void verify(benchmark::State& state) {
  const auto all = heads();
  auto desk = desk_of(all);
  const auto proof = *desk.witness.prove(all[1].feed, desk.publish(tests::witness_time));
  for (auto _ : state)
    if (!verify_proof(proof, tests::witness_time)) state.SkipWithError("no proof");
}

BENCHMARK(snapshot)->Name("witness/snapshot-10000");
BENCHMARK(prove)->Name("witness/prove");
BENCHMARK(verify)->Name("witness/verify");

}  // namespace
}  // namespace waarmerk::node::witness
