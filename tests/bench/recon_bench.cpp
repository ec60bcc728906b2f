// What it costs to find which heads differ: time for both sides, and as counters bytes and rounds.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "node/recon/item_pool.hpp"
#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {
namespace {

constexpr std::uint64_t draws = 20;

struct Cost {
  double bytes = 0;
  double bytes_most = 0;
  double rounds = 0;
  bool right = true;
};

/// The mean over twenty draws, of which each is another world.
Cost cost_of(std::size_t heads, std::size_t moved, const Cut& cut) {
  Cost cost;
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    tests::SeededRandom random(seed);
    const auto sides = tests::moved_heads(random, heads, moved);
    Initiator initiator{ItemSet(sides.ours), cut};
    Responder responder{ItemSet(sides.theirs), cut};
    const auto bytes = static_cast<double>(tests::exchange(initiator, responder).bytes);
    cost.bytes += bytes / draws;
    cost.bytes_most = std::max(cost.bytes_most, bytes);
    cost.rounds += static_cast<double>(initiator.rounds()) / draws;
    cost.right = cost.right && initiator.differences() == sides.differences;
  }
  return cost;
}

void session(benchmark::State& state, const Cut& cut) {
  const auto heads = static_cast<std::size_t>(state.range(0));
  const auto moved = static_cast<std::size_t>(state.range(1));
  const auto cost = cost_of(heads, moved, cut);
  if (!cost.right) state.SkipWithError("not what differs");
  tests::SeededRandom random;
  const auto sides = tests::moved_heads(random, heads, moved);
  const ItemSet ours(sides.ours);
  const ItemSet theirs(sides.theirs);
  for (auto _ : state) {
    Initiator initiator{ours, cut};
    Responder responder{theirs, cut};
    benchmark::DoNotOptimize(tests::exchange(initiator, responder).bytes);
  }
  state.counters["bytes"] = cost.bytes;
  state.counters["bytes_most"] = cost.bytes_most;
  state.counters["rounds"] = cost.rounds;
}

void table(benchmark::internal::Benchmark* bench) {
  for (const int heads : {100, 1'000, 10'000})
    for (const int moved : {0, 1, 10, 100}) bench->Args({heads, moved});
}
BENCHMARK_CAPTURE(session, heads, heads_cut)->Name("recon/session")->Apply(table);
BENCHMARK_CAPTURE(session, plain, plain_cut)->Name("recon/session-plain")->Args({10'000, 10});

/// One head of ten thousand moves.
void move(benchmark::State& state) {
  tests::SeededRandom random;
  const auto items = tests::draw_items(random, 10'000);
  ItemSet set(items);
  auto newer = items[0];
  for (auto _ : state) {
    const auto older = newer;
    newer.id.value[0] ^= 1;
    set.erase(older);
    set.insert(newer);
  }
}
BENCHMARK(move)->Name("recon/move");

/// The same move in each of a thousand sets that share what is equal, as in the simulator.
void move_in_many(benchmark::State& state) {
  tests::SeededRandom random;
  const auto items = tests::draw_items(random, 10'000);
  ItemPool pool;
  std::vector<ItemSet> sets(1'000, ItemSet(items, &pool));
  const auto nodes = pool.nodes();
  auto newer = items[0];
  for (auto _ : state) {
    const auto older = newer;
    newer.id.value[0] ^= 1;
    for (auto& set : sets) {
      set.erase(older);
      set.insert(newer);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sets.size()));
  pool.sweep();
  state.counters["new_nodes"] = static_cast<double>(pool.nodes()) - static_cast<double>(nodes);
}
BENCHMARK(move_in_many)->Name("recon/move-in-1000-sets");

/// Any range of ten thousand.
void fingerprint(benchmark::State& state) {
  tests::SeededRandom random;
  const ItemSet set(tests::draw_items(random, 10'000));
  std::size_t from = 0;
  for (auto _ : state) {
    from = (from + 7919) % 5'000;
    benchmark::DoNotOptimize(set.fingerprint({from, from + 4'321}));
  }
}
BENCHMARK(fingerprint)->Name("recon/fingerprint");

void grow(benchmark::State& state) {
  tests::SeededRandom random;
  const auto items = tests::draw_items(random, 10'000);
  for (auto _ : state) benchmark::DoNotOptimize(ItemSet(items).size());
}
BENCHMARK(grow)->Name("recon/grow");

}  // namespace
}  // namespace waarmerk::node::recon
