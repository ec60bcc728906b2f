#include "crypto/rdf/sorted_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace waarmerk::rdf {
namespace {

constexpr std::size_t looked_back_max = 32;

/// A line, and the place of its subject among all. Many lines share a subject, so that subjects are
/// compared once and their places then, which are numbers.
struct Ranked {
  std::uint32_t subject;
  const Line* line;
};

/// Lines of which each subject is that of one, or of a few where it comes back late; and for each
/// line the number of its own.
std::vector<const Line*> find_subjects(std::span<const Line> lines, std::vector<Ranked>& ranked) {
  std::vector<const Line*> subjects;
  for (const Line& line : lines) {
    const std::size_t oldest = subjects.size() - std::min(subjects.size(), looked_back_max);
    std::size_t at = subjects.size();
    while (at > oldest && !share_subject(*subjects[at - 1], line)) --at;
    if (at == oldest) {
      subjects.push_back(&line);
      at = subjects.size();
    }
    ranked.push_back({.subject = static_cast<std::uint32_t>(at - 1), .line = &line});
  }
  return subjects;
}

/// The place of each subject in the order of their texts; those that are equal have one.
std::vector<std::uint32_t> rank(const std::vector<const Line*>& subjects, const Labels& labels) {
  std::vector<std::uint32_t> order(subjects.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    return compare_subjects(*subjects[a], *subjects[b], labels);
  };
  std::ranges::sort(order, [&](auto a, auto b) { return compare(a, b) < 0; });
  std::vector<std::uint32_t> ranks(subjects.size());
  for (std::size_t i = 1; i < order.size(); ++i) {
    const bool same = compare(order[i - 1], order[i]) == 0;
    ranks[order[i]] = ranks[order[i - 1]] + (same ? 0 : 1);
  }
  return ranks;
}

}  // namespace

std::vector<const Line*> sorted_lines(std::span<const Line> lines, const Labels& labels) {
  std::vector<Ranked> ranked;
  ranked.reserve(lines.size());
  const auto ranks = rank(find_subjects(lines, ranked), labels);
  for (Ranked& one : ranked) one.subject = ranks[one.subject];
  std::ranges::sort(ranked, [&](const Ranked& a, const Ranked& b) {
    if (a.subject != b.subject) return a.subject < b.subject;
    return compare_rest(*a.line, *b.line, labels) < 0;
  });
  std::vector<const Line*> sorted;
  sorted.reserve(ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const bool repeated = i > 0 && ranked[i].subject == ranked[i - 1].subject &&
                          compare_rest(*ranked[i].line, *ranked[i - 1].line, labels) == 0;
    if (!repeated) sorted.push_back(ranked[i].line);
  }
  return sorted;
}

}  // namespace waarmerk::rdf
