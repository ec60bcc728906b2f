#include "crypto/base/random.hpp"

#include <sodium.h>

#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace waarmerk {

SystemRandom::SystemRandom() {
  if (sodium_init() < 0) std::abort();  // no source of chance: nothing we sign would be safe
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

std::uint64_t draw_below(Random& random, std::uint64_t bound) {
  assert(bound > 0);
  const std::uint64_t uneven = (0 - bound) % bound;  // the first 2^64 mod bound draws are refused
  for (;;) {
    const auto bytes = draw<8>(random);
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    if (value >= uneven) return value % bound;
  }
}

std::string draw_uuid(Random& random) {
  constexpr std::string_view digits = "0123456789abcdef";
  auto bytes = draw<16>(random);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 0x0f];
  }
  return text;
}

}  // namespace waarmerk
