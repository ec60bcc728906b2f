// The order of IRIs as they stand in a line of N-Quads, each with a `>` behind it.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waarmerk::rdf {

/// The order of two characters, as bytes.
inline std::strong_ordering order_of(char a, char b) {
  return static_cast<unsigned char>(a) <=> static_cast<unsigned char>(b);
}

/// The order of two texts that each have `end` behind them, which stands in neither.
inline std::strong_ordering compare_ended(std::string_view a, std::string_view b, char end) {
  const std::size_t shared = std::min(a.size(), b.size());
  const int order = a.substr(0, shared).compare(b.substr(0, shared));
  if (order != 0) return order <=> 0;
  if (a.size() == b.size()) return std::strong_ordering::equal;
  return a.size() < b.size() ? order_of(end, b[shared]) : order_of(a[shared], end);
}

/// The order of two IRIs. Most are the very text of another one, and then need not be read.
inline std::strong_ordering compare_iris(std::string_view a, std::string_view b) {
  if (a.data() == b.data() && a.size() == b.size()) return std::strong_ordering::equal;
  return compare_ended(a, b, '>');
}

/// The first bytes of a text, with `first` before and `end` behind it, as a number: of two that
/// differ the smaller is that of the smaller text.
std::uint64_t text_key(char first, std::string_view text, char end);

/// A number that is in the same order as the IRI, as far as it goes: of two that differ the smaller
/// is that of the smaller IRI, and where they are equal the texts must be compared. The predicates
/// of a badge have long beginnings in common, which this leaves out where it knows them.
std::uint64_t order_key(std::string_view iri);

}  // namespace waarmerk::rdf
