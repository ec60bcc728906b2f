#include "crypto/json/name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace waarmerk::json {
namespace {

// A lead byte of F0 to F4 begins a surrogate pair, which sorts before what EE and EF begin.
constexpr std::uint64_t rank(std::uint64_t byte) {
  return byte == 0xEE || byte == 0xEF ? byte + 7 : byte;
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
  const NameOrder before{object.tape};
  std::sort(names.begin(), names.end(), before);
  const auto found = std::adjacent_find(
      names.begin(), names.end(), [before](const Name& a, const Name& b) { return !before(a, b); });
  if (found == names.end()) return {};
  return {object.tape, std::max(found->at, (found + 1)->at)};
}

// One of 64 bits, by which most names are told apart without comparing them.
std::uint64_t bit_of(std::uint64_t head, std::size_t size) {
  constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15;
  return std::uint64_t{1} << (((head ^ size) * odd) >> 58);
}

}  // namespace

std::uint64_t ranked_head(std::uint64_t head) {
  std::uint64_t result = 0;
  for (int shift = 56; shift >= 0; shift -= 8) result |= rank(head >> shift & 0xFF) << shift;
  return result;
}

bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return a.size() < b.size();
  return rank(static_cast<unsigned char>(*x)) < rank(static_cast<unsigned char>(*y));
}

Place find_duplicate(Place object) {
  if (object.count() > few) return find_duplicate_of_many(object);
  std::array<const std::uint64_t*, few> names;
  auto end = names.begin();
  std::uint64_t bits = 0;
  const Place last = object.last();
  for (Place member = object.first(); member.at != last.at; member = member.first().next()) {
    const std::string_view name = member.text();
    const std::uint64_t bit = bit_of(head_of(name), name.size());
    const auto same = [&](const std::uint64_t* at) {
      return Place{object.tape, at}.text() == name;
    };
    if ((bits & bit) != 0 && std::any_of(names.begin(), end, same)) return member;
    bits |= bit;
    *end++ = member.at;
  }
  return {};
}

}  // namespace waarmerk::json
