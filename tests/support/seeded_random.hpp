// SeededRandom: the same seed gives the same chance.
#pragma once

#include <cstdint>
#include <span>

#include "crypto/base/random.hpp"
#include "crypto/base/split_mix.hpp"

namespace waarmerk::tests {

/// SplitMix64. Not for secrets.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : chance_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(chance_.draw() >> 56);
  }

 private:
  SplitMix64 chance_;
};

}  // namespace waarmerk::tests
