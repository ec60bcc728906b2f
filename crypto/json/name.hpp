// Name: a member's name, made ready to be compared fast. For the files of crypto/json alone.
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/json/tape.hpp"

namespace waarmerk::json {

/// The name of a member, and where its value stands. `head` is the first eight bytes as a number
/// that orders as the text does, so that most comparisons end there.
struct Name {
  std::uint64_t head = 0;
  std::string_view text;
  Place value;

  static Name of(Place member);

  friend bool operator==(const Name& a, const Name& b) {
    return a.head == b.head && a.text == b.text;
  }
};

/// Whether `a` stands before `b` by UTF-16 code units (RFC 8785 3.2.3). Both are UTF-8, whose
/// bytes order alike, but for the characters beyond U+FFFF against those from U+E000.
bool utf16_less(std::string_view a, std::string_view b);

inline bool operator<(const Name& a, const Name& b) {
  return a.head != b.head ? a.head < b.head : utf16_less(a.text, b.text);
}

/// The second member of an object that has the name of another, or a place without `at`.
Place find_duplicate(Place object);

}  // namespace waarmerk::json
