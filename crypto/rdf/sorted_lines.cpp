#include "crypto/rdf/sorted_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace waarmerk::rdf {
namespace {

constexpr std::size_t looked_back_max = 32;
constexpr std::size_t likely_subjects = 64;

/// Lines of which each subject is that of one, or of a few where it comes back late; and for each
/// line the number of its own. Many lines share a subject, so that subjects are compared once.
std::vector<const Line*> find_subjects(std::span<const Line> lines,
                                       std::vector<std::uint32_t>& of_line) {
  std::vector<const Line*> subjects;
  subjects.reserve(std::min(lines.size(), likely_subjects));
  for (const Line& line : lines) {
    const std::size_t oldest = subjects.size() - std::min(subjects.size(), looked_back_max);
    std::size_t at = subjects.size();
    while (at > oldest && !share_subject(*subjects[at - 1], line)) --at;
    if (at == oldest) {
      subjects.push_back(&line);
      at = subjects.size();
    }
    of_line.push_back(static_cast<std::uint32_t>(at - 1));
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

/// Where the lines of each rank begin, if they stand in the order of their ranks.
std::vector<std::uint32_t> beginnings(std::span<const std::uint32_t> rank_of_line,
                                      std::size_t ranks) {
  std::vector<std::uint32_t> begins(ranks + 1);
  for (const auto rank : rank_of_line) ++begins[rank + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  begins.pop_back();
  return begins;
}

}  // namespace

std::vector<const Line*> sorted_lines(std::span<const Line> lines, const Labels& labels) {
  std::vector<std::uint32_t> rank_of_line;
  rank_of_line.reserve(lines.size());
  const auto subjects = find_subjects(lines, rank_of_line);
  const auto ranks = rank(subjects, labels);
  for (auto& one : rank_of_line) one = ranks[one];
  auto ends = beginnings(rank_of_line, subjects.size());
  std::vector<const Line*> sorted(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) sorted[ends[rank_of_line[i]]++] = &lines[i];
  std::size_t begin = 0;
  std::size_t kept = 0;
  for (const std::uint32_t end : ends) {  // each moved from where its lines begin to where they end
    const std::span<const Line*> alike(sorted.data() + begin, sorted.data() + end);
    std::ranges::sort(alike, [&labels](const Line* a, const Line* b) {
      return compare_rest(*a, *b, labels) < 0;
    });
    for (std::size_t i = 0; i < alike.size(); ++i) {
      const bool repeated = i > 0 && compare_rest(*alike[i - 1], *alike[i], labels) == 0;
      if (!repeated) sorted[kept++] = alike[i];
    }
    begin = end;
  }
  sorted.resize(kept);
  return sorted;
}

}  // namespace waarmerk::rdf
