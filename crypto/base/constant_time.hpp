// Comparing secrets so that the time it takes tells nothing of where they differ.
#pragma once

#include <cstddef>

#include "crypto/base/bytes.hpp"

namespace waarmerk {

/// Looks at each byte whatever it finds. What differs in length is told apart at once.
inline bool equal_in_constant_time(ByteView a, ByteView b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace waarmerk
