// Trust: a question about an issuer among so many organisations, and a bit that arrives.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/trust/answer.hpp"

namespace waarmerk {
namespace {

namespace trust = node::trust;

constexpr UnixTime now{1'772'532'720'000};
constexpr double crowding = 2.2;  // some say much, most say little

node::feed::FeedId feed_numbered(std::uint64_t number) {
  return node::feed::FeedId(sha256(bytes_of(std::to_string(number))).value);
}

/// Organisations that each have, on average, so many bits.
class Crowd {
 public:
  Crowd(std::uint64_t organisations, std::uint64_t bits) : chance_(1), size_(organisations) {
    for (std::uint64_t i = 0; i < organisations; ++i) feeds_.push_back(feed_numbered(i));
    for (std::uint64_t i = 0; i < bits; ++i) (void)graph.add(next_bit());
    for (std::uint64_t i = 0; i < 5; ++i) {
      policy.roots.push_back({.feed = feeds_[i * 7], .amount = i == 0 ? 120 : 60, .depth = 3});
    }
  }

  trust::TrustBit next_bit() {
    trust::TrustBit bit;
    bit.truster = feeds_[talker()];
    do {
      bit.trustee = feeds_[chance_.draw_below(3) == 0 ? talker() : chance_.draw_below(size_)];
    } while (bit.trustee == bit.truster);
    bit.place.seq = ++said_;
    bit.hash = sha256(bytes_of("bit " + std::to_string(said_)));
    bit.kind = chance_.draw_below(2) == 0 ? trust::Kind::issue : trust::Kind::introduce;
    if (bit.kind == trust::Kind::introduce) bit.depth = static_cast<int>(1 + chance_.draw_below(3));
    bit.amount = static_cast<int>(10 * (1 + chance_.draw_below(12)));
    bit.scope = chance_.draw_below(4) == 0 ? trust::any_scope() : some_skill();
    const auto days = static_cast<std::int64_t>(30 + chance_.draw_below(300));
    bit.said = bit.from = bit.first_seen = now - days * day_ms;
    bit.until = bit.from + 365 * day_ms;
    return bit;
  }
  trust::Question next_question() {
    return {.issuer = feeds_[chance_.draw_below(size_)], .scope = some_skill(), .at = now};
  }

  trust::Graph graph;
  trust::Policy policy;

 private:
  std::uint64_t talker() {
    const double even = static_cast<double>(chance_.draw() >> 11U) * 0x1.0p-53;
    return static_cast<std::uint64_t>(std::pow(even, crowding) * static_cast<double>(size_));
  }
  trust::Scope some_skill() {
    const auto number = std::to_string(chance_.draw_below(8));
    return {.values = {{trust::Dimension::skill, {"https://esco.example/skill/" + number}}}};
  }

  SplitMix64 chance_;
  std::uint64_t size_;
  std::uint64_t said_ = 0;
  std::vector<node::feed::FeedId> feeds_;
};

/// Each turn by itself, so that the slow ones can be told.
template <class Turn>
void time_each(benchmark::State& state, Turn turn) {
  std::vector<double> seconds;
  for (auto _ : state) {
    seconds.push_back(turn());
    state.SetIterationTime(seconds.back());
  }
  std::ranges::sort(seconds);
  state.counters["p99_us"] = 1e6 * seconds[seconds.size() * 99 / 100];
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void ask(benchmark::State& state) {
  Crowd crowd(static_cast<std::uint64_t>(state.range(0)),
              static_cast<std::uint64_t>(state.range(1)));
  time_each(state, [&] {
    const auto question = crowd.next_question();
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(trust::answer(crowd.graph, crowd.policy, question)->amount);
    return seconds_since(start);
  });
}

void arrive(benchmark::State& state) {
  Crowd crowd(10'000, 85'000);
  time_each(state, [&] {
    const auto bit = crowd.next_bit();
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(crowd.graph.add(bit).has_value());
    return seconds_since(start);
  });
}

const bool registered = [] {
  benchmark::RegisterBenchmark("trust/answer", ask)
      ->Args({1'000, 8'500})
      ->Args({10'000, 85'000})
      ->Args({100'000, 1'000'000})
      ->UseManualTime();
  benchmark::RegisterBenchmark("trust/arrive", arrive)->UseManualTime();
  return true;
}();

}  // namespace
}  // namespace waarmerk
