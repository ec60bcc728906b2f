// Name: a member's name, made ready to be compared fast. For the files of crypto/json alone.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "crypto/json/tape.hpp"

namespace waarmerk::json {

/// `head` with its bytes ranked as utf16_less ranks them, for a name that is not all ASCII.
std::uint64_t ranked_head(std::uint64_t head);

/// The first eight bytes of a name as a number that orders as the text does. Reads past the end of
/// a short text, which Tape::overread allows. Inline, because it is run for each member twice.
inline std::uint64_t head_of(std::string_view text) {
  std::uint64_t head;
  std::memcpy(&head, text.data(), sizeof head);
  if constexpr (std::endian::native == std::endian::little) head = std::byteswap(head);
  if (text.size() < sizeof head) head &= ~(~std::uint64_t{0} >> (8 * text.size()));
  const bool ascii = (head & 0x8080'8080'8080'8080) == 0;
  return ascii ? head : ranked_head(head);
}

/// The name of a member: its head, so that most comparisons end there, and its word in the tape.
struct Name {
  std::uint64_t head;
  const std::uint64_t* at;

  static Name of(Place member) { return {head_of(member.text()), member.at}; }
};

/// Whether `a` stands before `b` by UTF-16 code units (RFC 8785 3.2.3). Both are UTF-8, whose
/// bytes order alike, but for the characters beyond U+FFFF against those from U+E000.
bool utf16_less(std::string_view a, std::string_view b);

/// The order of names that RFC 8785 asks for.
struct NameOrder {
  const Tape* tape;

  bool operator()(const Name& a, const Name& b) const {
    if (a.head != b.head) return a.head < b.head;
    return utf16_less(Place{tape, a.at}.text(), Place{tape, b.at}.text());
  }
};

/// The second member of an object that has the name of another, or a place without `at`.
Place find_duplicate(Place object);

}  // namespace waarmerk::json
