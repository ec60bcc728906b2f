// Random: the port that gives chance, and its cryptographic source.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "crypto/base/bytes.hpp"

namespace waarmerk {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// libsodium's generator, seeded by the system. Safe to share between threads.
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::uint8_t> bytes) override;
};

template <std::size_t N>
ByteArray<N> draw(Random& random) {
  ByteArray<N> bytes;
  random.fill(bytes);
  return bytes;
}

/// An even draw from 0 to `bound` - 1. `bound` is at least 1.
std::uint64_t draw_below(Random& random, std::uint64_t bound);

/// A version 4 UUID in its text form (RFC 9562), without `urn:uuid:`.
std::string draw_uuid(Random& random);

}  // namespace waarmerk
