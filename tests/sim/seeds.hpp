// Seeds: trouble in many networks, one a seed, and what came of all of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

#include "tests/sim/trouble.hpp"

namespace waarmerk::sim {

inline constexpr std::uint64_t day_minutes = 24 * 60;

struct Seeds {
  std::uint64_t first = 1;
  std::uint64_t count = 200;
  std::uint64_t nodes = 50;
  std::uint64_t minutes = day_minutes;
  Signatures signatures = Signatures::fake;
};

/// What came of the seeds that were played, each on whatever thread.
class Played {
 public:
  explicit Played(const Seeds& seeds) : seeds_(seeds) {}

  /// One seed, from its number among them. One that fails is printed.
  void play_one(std::size_t number);

  std::size_t failed() const { return failed_; }
  /// For people.
  std::string summary() const;

 private:
  void add(std::uint64_t seed, const Outcome& outcome);

  Seeds seeds_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  Outcome all_;
  std::size_t done_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace waarmerk::sim
