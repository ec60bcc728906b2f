#include "crypto/base/split_mix.hpp"

namespace waarmerk {

std::uint64_t SplitMix64::draw() {
  std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
  return mixed ^ mixed >> 31;
}

std::int64_t SplitMix64::jitter(std::int64_t ms) {
  return ms * 4 / 5 +
         static_cast<std::int64_t>(draw_below(static_cast<std::uint64_t>(ms) * 2 / 5 + 1));
}

}  // namespace waarmerk
