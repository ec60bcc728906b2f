// Trust: a question about an issuer among so many organisations, the same once more, a bit that
// arrives, and what one takes of the memory.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/trust/given_answers.hpp"

namespace waarmerk {
namespace {

namespace trust = node::trust;

constexpr UnixTime now{1'772'532'720'000};
constexpr double crowding = 2.2;  // some say much, most say little

node::feed::FeedId feed_numbered(std::uint64_t number) {
  return node::feed::FeedId(sha256(bytes_of(std::to_string(number))).value);
}

std::size_t bytes_taken() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// Organisations that each have, on average, so many bits.
class Crowd {
 public:
  Crowd(std::int64_t organisations, std::int64_t bits)
      : chance_(1), size_(static_cast<std::uint64_t>(organisations)) {
    for (std::uint64_t i = 0; i < size_; ++i) feeds_.push_back(feed_numbered(i));
    const auto before = bytes_taken();
    for (std::int64_t i = 0; i < bits; ++i) (void)graph.add(next_bit());
    bytes_per_bit = static_cast<double>(bytes_taken() - before) / static_cast<double>(bits);
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
  /// One of four is about somebody of whom nobody said anything.
  trust::Question next_question() {
    const auto number = chance_.draw_below(size_);
    const bool is_stranger = chance_.draw_below(4) == 0;
    return {.issuer = is_stranger ? feed_numbered(size_ + number) : feeds_[number],
            .scope = some_skill(),
            .at = now};
  }

  trust::Graph graph;
  trust::Policy policy;
  double bytes_per_bit = 0;

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

/// Made once, for all that is measured with it: the largest takes a while.
Crowd& crowd_of(const benchmark::State& state) {
  static std::map<std::pair<std::int64_t, std::int64_t>, Crowd> crowds;
  const std::pair size(state.range(0), state.range(1));
  return crowds.try_emplace(size, size.first, size.second).first->second;
}

/// What this thread had of the processor: what else the machine does is no part of it.
double seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Each turn by itself, so that the slow ones can be told. A turn says whether it is to be counted.
template <class Prepare, class Turn>
void time_each(benchmark::State& state, const Prepare& prepare, const Turn& turn) {
  std::vector<double> each;
  for (auto _ : state) {
    const auto what = prepare();
    const auto start = seconds();
    const bool counts = turn(what);
    const double took = seconds() - start;
    state.SetIterationTime(took);
    if (counts) each.push_back(took);
  }
  std::ranges::sort(each);
  state.counters["p50_us"] = 1e6 * each[each.size() / 2];
  state.counters["p99_us"] = 1e6 * each[each.size() * 99 / 100];
  state.counters["max_us"] = 1e6 * each.back();
}

void ask(benchmark::State& state) {
  auto& crowd = crowd_of(state);
  std::size_t known = 0;
  std::size_t cut_short = 0;
  time_each(
      state, [&] { return crowd.next_question(); },
      [&](const trust::Question& question) {
        const auto answer = trust::answer(crowd.graph, crowd.policy, question);
        known += answer->amount > 0 ? 1 : 0;
        cut_short += answer->region.is_cut_short ? 1 : 0;
        return true;
      });
  const auto asked = static_cast<double>(state.iterations());
  state.counters["known"] = static_cast<double>(known) / asked;
  state.counters["cut_short"] = static_cast<double>(cut_short) / asked;
  state.counters["bytes_per_bit"] = crowd.bytes_per_bit;
}

/// Asked before, and a bit has arrived since that the answer does not hang on.
void ask_again(benchmark::State& state) {
  constexpr std::size_t asked = 100;
  auto& crowd = crowd_of(state);
  const trust::Hierarchy none;
  trust::GivenAnswers answers(crowd.graph, crowd.policy, none);
  std::vector<trust::Question> questions;
  for (std::size_t i = 0; i < asked; ++i) {
    questions.push_back(crowd.next_question());
    (void)answers.ask(questions.back());
  }
  std::size_t turn = 0;
  time_each(
      state,
      [&] {
        if (turn % asked == 0) (void)crowd.graph.add(crowd.next_bit());
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
  auto& crowd = crowd_of(state);
  time_each(
      state, [&] { return crowd.next_bit(); },
      [&](const trust::TrustBit& bit) { return crowd.graph.add(bit).has_value(); });
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
