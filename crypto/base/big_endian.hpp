// Numbers as big-endian bytes.
#pragma once

#include <concepts>
#include <cstdint>

#include "crypto/base/bytes.hpp"

namespace waarmerk {

/// As many bytes as the type has, the most significant first.
template <std::unsigned_integral Number>
void append_big_endian(Bytes& to, Number number) {
  for (auto shift = 8 * sizeof(Number); shift > 0; shift -= 8)
    to.push_back(static_cast<std::uint8_t>(number >> (shift - 8)));
}

}  // namespace waarmerk
