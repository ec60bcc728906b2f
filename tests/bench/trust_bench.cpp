// Trust, as the core has it: a question about an issuer among so many organisations, the same once
// more, a bit that arrives, and what one takes of the memory.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <map>
#include <utility>
#include <vector>

#include "node/trust/given_answers.hpp"
#include "tests/bench/trust_crowd.hpp"

namespace waarmerk {
namespace {

namespace trust = node::trust;

std::size_t bytes_taken() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// Organisations that each have, on average, so many bits.
struct Web {
  Web(std::int64_t organisations, std::int64_t bits) : crowd(organisations) {
    const auto before = bytes_taken();
    for (std::int64_t i = 0; i < bits; ++i) (void)graph.add(crowd.next_bit());
    bytes_per_bit = static_cast<double>(bytes_taken() - before) / static_cast<double>(bits);
  }
  trust::Question next_question() {
    return {.issuer = node::feed::feed_id_of(crowd.next_issuer()),
            .scope = crowd.some_skill(),
            .at = bench::trust_time};
  }

  bench::Crowd crowd;
  trust::Graph graph;
  double bytes_per_bit = 0;
};

/// Made once, for all that is measured with it: the largest takes a while.
Web& web_of(const benchmark::State& state) {
  static std::map<std::pair<std::int64_t, std::int64_t>, Web> webs;
  const std::pair size(state.range(0), state.range(1));
  return webs.try_emplace(size, size.first, size.second).first->second;
}

void ask(benchmark::State& state) {
  auto& web = web_of(state);
  std::size_t known = 0;
  std::size_t cut_short = 0;
  bench::time_each(
      state, [&] { return web.next_question(); },
      [&](const trust::Question& question) {
        const auto answer = trust::answer(web.graph, web.crowd.policy, question);
        known += answer->amount > 0 ? 1 : 0;
        cut_short += answer->region.is_cut_short ? 1 : 0;
        return true;
      });
  const auto asked = static_cast<double>(state.iterations());
  state.counters["known"] = static_cast<double>(known) / asked;
  state.counters["cut_short"] = static_cast<double>(cut_short) / asked;
  state.counters["bytes_per_bit"] = web.bytes_per_bit;
}

/// Asked before, and a bit has arrived since that the answer does not hang on.
void ask_again(benchmark::State& state) {
  constexpr std::size_t asked = 100;
  auto& web = web_of(state);
  const trust::Hierarchy none;
  trust::GivenAnswers answers(web.graph, web.crowd.policy, none);
  std::vector<trust::Question> questions;
  for (std::size_t i = 0; i < asked; ++i) {
    questions.push_back(web.next_question());
    (void)answers.ask(questions.back());
  }
  std::size_t turn = 0;
  bench::time_each(
      state,
      [&] {
        if (turn % asked == 0) (void)web.graph.add(web.crowd.next_bit());
        return questions[turn++ % asked];
      },
      [&](const trust::Question& question) {
        const auto before = answers.given_again();
        benchmark::DoNotOptimize((*answers.ask(question))->amount);
        return answers.given_again() > before;
      });
  state.counters["given_again"] =
      static_cast<double>(answers.given_again()) / static_cast<double>(state.iterations());
}

void arrive(benchmark::State& state) {
  auto& web = web_of(state);
  bench::time_each(
      state, [&] { return web.crowd.next_bit(); },
      [&](const trust::TrustBit& bit) { return web.graph.add(bit).has_value(); });
}

constexpr std::pair<std::int64_t, std::int64_t> sizes[]{
    {118, 1'000}, {1'176, 10'000}, {10'000, 85'000}, {11'765, 100'000}, {117'647, 1'000'000}};

const bool registered = [] {
  for (const auto& [organisations, bits] : sizes) {
    const auto measure = [&](const char* name, void (*deed)(benchmark::State&)) {
      benchmark::RegisterBenchmark(name, deed)
          ->Args({organisations, bits})
          ->Iterations(2'000)
          ->Repetitions(1)
          ->UseManualTime();
    };
    measure("trust/answer", ask);
    measure("trust/given-again", ask_again);
    measure("trust/arrive", arrive);
  }
  return true;
}();

}  // namespace
}  // namespace waarmerk
