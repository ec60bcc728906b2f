// What a status list of 131,072 entries costs, one in a hundred set: to check, decode, encode, set.
#include <benchmark/benchmark.h>

#include <string>

#include "node/credential/status_list.hpp"
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

BENCHMARK(check)->Name("status-list/check");
BENCHMARK(decode)->Name("status-list/decode");
BENCHMARK(encode)->Name("status-list/encode");
BENCHMARK(set)->Name("status-list/set");

}  // namespace
}  // namespace waarmerk::node::credential
