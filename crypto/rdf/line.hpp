// Line: a quad as a line of canonical N-Quads, before anybody has called its blank nodes by a name.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "crypto/rdf/arena.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::rdf {

inline constexpr std::uint32_t no_blank = 0xffffffff;

/// A quad, borrowed, whose blank nodes have numbers.
struct Line {
  const Quad* quad;
  /// The text of the object; of a literal, with its escapes.
  std::string_view object;
  /// Of subject, object and graph, or no_blank.
  std::array<std::uint32_t, 3> blanks;
  /// Of the predicate: see rdf::order_key.
  std::uint64_t predicate_key;
};

/// What blank nodes are called, by their numbers. Where there are no names, the one of reference is
/// called `a` and any other `z` (RDFC-1.0 4.6.3).
struct Labels {
  std::span<const std::string_view> names = {};
  std::uint32_t reference = no_blank;

  std::string_view of(std::uint32_t blank) const {
    return !names.empty() ? names[blank] : blank == reference ? "a" : "z";
  }
};

/// The text between the quotes of a literal: kept in the arena where anything needs an escape,
/// otherwise the text itself (RDFC-1.0 appendix A).
std::string_view escape_literal(std::string_view text, Arena& arena);

/// The order of the two lines as texts, by code points, without writing them.
std::strong_ordering compare_lines(const Line& a, const Line& b, const Labels& labels);
/// The order of their subjects, which decides first.
std::strong_ordering compare_subjects(const Line& a, const Line& b, const Labels& labels);
/// A number in the same order as the subjects, as far as it goes.
std::uint64_t subject_key(const Line& line, const Labels& labels);
/// The order of two lines whose subjects are equal.
std::strong_ordering compare_rest_as_texts(const Line& a, const Line& b, const Labels& labels);
inline std::strong_ordering compare_rest(const Line& a, const Line& b, const Labels& labels) {
  if (a.predicate_key != b.predicate_key) return a.predicate_key <=> b.predicate_key;
  return compare_rest_as_texts(a, b, labels);
}

/// Whether the subjects are seen to be one without being read. If not, they may be equal all the
/// same.
bool share_subject(const Line& a, const Line& b);

/// Whether two lines are the same quad, whatever its blank nodes are called.
bool same_quad(const Line& a, const Line& b);

/// The line, with a line feed at its end.
void append_line(std::string& out, const Line& line, const Labels& labels);

}  // namespace waarmerk::rdf
