// SplitMix64: chance that a seed decides, for machines that must do the same twice. Not for
// secrets.
#pragma once

#include <cstdint>

namespace waarmerk {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t draw();
  /// From 0 to `bound` - 1, as good as evenly for small bounds. `bound` is at least 1.
  std::uint64_t draw_below(std::uint64_t bound) { return draw() % bound; }
  /// Between 80 and 120 in a hundred of `ms`, so that those who start together do not stay so.
  std::int64_t jitter(std::int64_t ms);

  std::uint64_t state() const { return state_; }

 private:
  std::uint64_t state_;
};

}  // namespace waarmerk
