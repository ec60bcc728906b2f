// Numbers as big-endian bytes.
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include "crypto/base/bytes.hpp"

namespace waarmerk {

/// As many bytes as the type has, the most significant first.
template <std::unsigned_integral Number>
void append_big_endian(Bytes& to, Number number) {
  for (auto shift = 8 * sizeof(Number); shift > 0; shift -= 8)
    to.push_back(static_cast<std::uint8_t>(number >> (shift - 8)));
}

/// The number in the first bytes, of which there are enough.
template <std::unsigned_integral Number>
Number read_big_endian(ByteView bytes) {
  assert(bytes.size() >= sizeof(Number));
  Number number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i)
    number = static_cast<Number>(number << 8 | bytes[i]);
  return number;
}

}  // namespace waarmerk
