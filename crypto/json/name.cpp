#include "crypto/json/name.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <vector>

namespace waarmerk::json {
namespace {

// A lead byte of F0 to F4 begins a surrogate pair, which sorts before what EE and EF begin.
constexpr std::uint64_t rank(std::uint64_t byte) {
  return byte == 0xEE || byte == 0xEF ? byte + 7 : byte;
}

std::uint64_t ranked(std::uint64_t head) {
  std::uint64_t result = 0;
  for (int shift = 56; shift >= 0; shift -= 8) result |= rank(head >> shift & 0xFF) << shift;
  return result;
}

// Reads past a short text, which Tape::overread allows.
std::uint64_t head_of(std::string_view text) {
  std::uint64_t head;
  std::memcpy(&head, text.data(), sizeof head);
  if constexpr (std::endian::native == std::endian::little) head = std::byteswap(head);
  if (text.size() < sizeof head) head &= ~(~std::uint64_t{0} >> (8 * text.size()));
  const bool ascii = (head & 0x8080'8080'8080'8080) == 0;
  return ascii ? head : ranked(head);
}

constexpr std::size_t few = 16;

// Sorting bounds the work on a hostile object of very many members; comparing each with each is
// quicker while they are few.
Place find_duplicate_of_many(Place object) {
  std::vector<Name> names;
  names.reserve(object.count());
  const Place last = object.last();
  for (Place member = object.first(); member.at != last.at; member = member.first().next()) {
    names.push_back(Name::of(member));
  }
  std::sort(names.begin(), names.end());
  const auto found = std::adjacent_find(names.begin(), names.end());
  if (found == names.end()) return {};
  const Place a = found->value;
  const Place b = (found + 1)->value;
  return {object.tape, std::max(a.at, b.at) - 1};
}

}  // namespace

Name Name::of(Place member) {
  const std::string_view text = member.text();
  return {head_of(text), text, member.first()};
}

bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return a.size() < b.size();
  return rank(static_cast<unsigned char>(*x)) < rank(static_cast<unsigned char>(*y));
}

Place find_duplicate(Place object) {
  if (object.count() > few) return find_duplicate_of_many(object);
  std::array<Name, few> names;
  std::size_t size = 0;
  const Place last = object.last();
  for (Place member = object.first(); member.at != last.at; member = member.first().next()) {
    const Name name = Name::of(member);
    for (std::size_t i = 0; i < size; ++i) {
      if (names[i] == name) return member;
    }
    names[size++] = name;
  }
  return {};
}

}  // namespace waarmerk::json
