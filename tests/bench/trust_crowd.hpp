// Crowd: organisations that say this and that of each other, for what is measured of trust.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/endorsement.hpp"
#include "node/trust/policy.hpp"

namespace waarmerk::bench {

inline constexpr UnixTime trust_time{1'772'532'720'000};

inline did::Did numbered_did(const std::string& number) {
  return *did::Did::parse("did:web:o" + number + ".example");
}

class Crowd {
 public:
  explicit Crowd(std::int64_t organisations) : size_(static_cast<std::uint64_t>(organisations)) {
    for (std::uint64_t i = 0; i < size_; ++i) dids_.push_back(numbered_did(std::to_string(i)));
    for (std::size_t i = 0; i < 5; ++i) {
      policy.roots.push_back(
          {.feed = node::feed::feed_id_of(dids_[i * 7]), .amount = i == 0 ? 120 : 60, .depth = 3});
    }
  }

  const std::vector<did::Did>& dids() const { return dids_; }

  /// It was said at `from`.
  node::trust::Endorsement next_word() {
    node::trust::Endorsement word{.id = "urn:n:" + std::to_string(++said_),
                                  .name = "A word",
                                  .truster = dids_[talker()],
                                  .truster_name = {},
                                  .trustee = dids_.front()};
    do {
      word.trustee = dids_[chance_.draw_below(3) == 0 ? talker() : chance_.draw_below(size_)];
    } while (word.trustee == word.truster);
    const bool introduces = chance_.draw_below(2) == 1;
    word.kind = introduces ? node::trust::Kind::introduce : node::trust::Kind::issue;
    if (introduces) word.depth = static_cast<int>(1 + chance_.draw_below(3));
    word.amount = static_cast<int>(10 * (1 + chance_.draw_below(12)));
    word.scope = chance_.draw_below(4) == 0 ? node::trust::any_scope() : some_skill();
    const auto days = static_cast<std::int64_t>(30 + chance_.draw_below(300));
    word.from = trust_time - days * day_ms;
    word.until = word.from + 365 * day_ms;
    return word;
  }
  node::trust::TrustBit next_bit() {
    const auto word = next_word();
    const auto hash = sha256(bytes_of("bit " + std::to_string(said_)));
    return node::trust::bit_of(word, {hash, {0, said_}, word.from, word.from});
  }
  /// One of four is somebody of whom nobody said anything.
  did::Did next_issuer() {
    const auto number = chance_.draw_below(size_);
    const bool is_stranger = chance_.draw_below(4) == 0;
    return is_stranger ? numbered_did(std::to_string(size_ + number)) : dids_[number];
  }
  node::trust::Scope some_skill() {
    const auto number = std::to_string(chance_.draw_below(8));
    return {.values = {{node::trust::Dimension::skill, {"https://esco.example/skill/" + number}}}};
  }

  node::trust::Policy policy;

 private:
  std::uint64_t talker() {
    constexpr double crowding = 2.2;  // some say much, most say little
    const double even = static_cast<double>(chance_.draw() >> 11U) * 0x1.0p-53;
    return static_cast<std::uint64_t>(std::pow(even, crowding) * static_cast<double>(size_));
  }

  SplitMix64 chance_{1};
  std::uint64_t size_;
  std::uint64_t said_ = 0;
  std::vector<did::Did> dids_;
};

/// What this thread had of the processor: what else the machine does is no part of it.
inline double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Each turn by itself, so that the slow ones can be told. A turn says whether it is to be counted.
/// By the clock only the 99th percentile is told, beside those of the processor.
template <class Prepare, class Turn>
void time_each(benchmark::State& state, const Prepare& prepare, const Turn& turn) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> each;
  std::vector<double> by_clock;
  for (auto _ : state) {
    const auto what = prepare();
    const auto begun = Clock::now();
    const auto start = processor_seconds();
    const bool counts = turn(what);
    const double took = processor_seconds() - start;
    state.SetIterationTime(took);
    if (!counts) continue;
    each.push_back(took);
    by_clock.push_back(std::chrono::duration<double>(Clock::now() - begun).count());
  }
  if (each.empty()) return state.SkipWithError("no turn counts");
  std::ranges::sort(each);
  std::ranges::sort(by_clock);
  state.counters["p50_us"] = 1e6 * each[each.size() / 2];
  state.counters["p99_us"] = 1e6 * each[each.size() * 99 / 100];
  state.counters["max_us"] = 1e6 * each.back();
  state.counters["clock_p99_us"] = 1e6 * by_clock[by_clock.size() * 99 / 100];
}

}  // namespace waarmerk::bench
