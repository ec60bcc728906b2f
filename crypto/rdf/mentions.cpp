#include "crypto/rdf/mentions.hpp"

#include <algorithm>

namespace waarmerk::rdf {
namespace {

/// Calls `visit` once for each blank node of a line.
void for_each_blank(const Line& line, const auto& visit) {
  const auto& [subject, object, graph] = line.blanks;
  if (subject != no_blank) visit(subject);
  if (object != no_blank && object != subject) visit(object);
  if (graph != no_blank && graph != subject && graph != object) visit(graph);
}

}  // namespace

Mentions::Mentions(std::span<const Line> lines, std::size_t blanks) : bounds_(blanks) {
  if (blanks == 0) return;
  for (const Line& line : lines) for_each_blank(line, [&](auto blank) { ++bounds_[blank].end; });
  std::uint32_t size = 0;
  for (Bounds& bounds : bounds_) {
    const std::uint32_t count = bounds.end;
    bounds = {.begin = size, .end = size};
    size += count;
  }
  lines_.resize(size);
  for (const Line& line : lines) {
    for_each_blank(line, [&](auto blank) { lines_[bounds_[blank].end++] = &line; });
  }
  for (std::uint32_t blank = 0; blank < blanks; ++blank) {
    const auto begin = lines_.begin() + bounds_[blank].begin;
    const auto end = lines_.begin() + bounds_[blank].end;
    std::sort(begin, end, [labels = Labels{.reference = blank}](const Line* a, const Line* b) {
      const auto order = compare_lines(*a, *b, labels);
      return order != 0 ? order < 0 : a->blanks < b->blanks;
    });
    const auto unique = std::unique(begin, end, [](auto* a, auto* b) { return same_quad(*a, *b); });
    bounds_[blank].end = static_cast<std::uint32_t>(unique - lines_.begin());
  }
}

}  // namespace waarmerk::rdf
