#include "tests/sim/seeds.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace waarmerk::sim {

namespace {

constexpr std::uint64_t long_minutes = 3 * 60;
constexpr std::size_t told_every = 50;  // seeds

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void print_failure(std::uint64_t seed, const Outcome& outcome) {
  std::printf("FAILED seed %llu%s\n%s", static_cast<unsigned long long>(seed),
              outcome.heard_after_ms ? "" : ": the last update did not reach all",
              outcome.disagreement.c_str());
  for (const auto& violation : outcome.violations) std::printf("  %s\n", violation.c_str());
}

}  // namespace

void Played::play_one(std::size_t number) {
  const auto seed = seeds_.first + number;
  World world({.seed = seed,
               .nodes = static_cast<std::size_t>(seeds_.nodes),
               .signatures = seeds_.signatures,
               .witnesses = 3});
  const auto every_ms = seeds_.minutes > long_minutes ? every_ms_of_days : Trouble{}.every_ms;
  add(seed, play(world, seed,
                 {.minutes = static_cast<std::int64_t>(seeds_.minutes), .every_ms = every_ms}));
}

void Played::add(std::uint64_t seed, const Outcome& outcome) {
  const std::scoped_lock lock(mutex_);
  all_.events += outcome.events;
  all_.published += outcome.published;
  all_.crashes += outcome.crashes;
  all_.restores += outcome.restores;
  all_.forks += outcome.forks;
  all_.agreed_after_ms = std::max(all_.agreed_after_ms, outcome.agreed_after_ms);
  all_.heard_after_ms = std::max(all_.heard_after_ms, outcome.heard_after_ms);
  // Order counts for nothing here, for threads end as they end.
  all_.state_hash ^= outcome.state_hash * (2 * seed + 1);
  if (!outcome.is_well()) {
    ++failed_;
    print_failure(seed, outcome);
  }
  if (++done_ % told_every == 0 && done_ < seeds_.count)
    std::printf("%zu of %llu seeds after %.0f s\n", done_,
                static_cast<unsigned long long>(seeds_.count), seconds_since(begin_));
  std::fflush(stdout);
}

std::string Played::summary() const {
  std::array<char, 512> text{};
  std::snprintf(text.data(), text.size(),
                "%llu seeds of %llu nodes and %llu virtual minutes: %zu failed\n"
                "%zu updates, %zu crashes, %zu restores, %zu lies; all agreed after %lld s at "
                "most, and heard the last update within %lld ms\n"
                "%llu events in %.1f s; state %016llx\n",
                static_cast<unsigned long long>(seeds_.count),
                static_cast<unsigned long long>(seeds_.nodes),
                static_cast<unsigned long long>(seeds_.minutes), failed_, all_.published,
                all_.crashes, all_.restores, all_.forks,
                static_cast<long long>(all_.agreed_after_ms.value_or(0) / second_ms),
                static_cast<long long>(all_.heard_after_ms.value_or(0)),
                static_cast<unsigned long long>(all_.events), seconds_since(begin_),
                static_cast<unsigned long long>(all_.state_hash));
  return text.data();
}

}  // namespace waarmerk::sim
