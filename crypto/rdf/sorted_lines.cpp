#include "crypto/rdf/sorted_lines.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>

namespace waarmerk::rdf {
namespace {

constexpr std::size_t looked_back_max = 32;
constexpr std::size_t likely_subjects = 64;
constexpr std::size_t scratch_bytes = 4096;  // enough for a badge

template <class T>
using Scratch = std::pmr::vector<T>;

/// A subject, by the first line that has it.
struct Subject {
  const Line* line;
  std::uint64_t key;
  std::uint32_t number;  ///< in the order in which they came
};

/// Subjects, each of them once, or a few times where it comes back late; and for each line the
/// number of its own. Many lines share a subject, so that subjects are compared once.
Scratch<Subject> find_subjects(std::span<const Line> lines, const Labels& labels,
                               Scratch<std::uint32_t>& of_line) {
  Scratch<Subject> subjects(of_line.get_allocator());
  subjects.reserve(std::min(lines.size(), likely_subjects));
  for (const Line& line : lines) {
    const std::size_t oldest = subjects.size() - std::min(subjects.size(), looked_back_max);
    std::size_t at = subjects.size();
    while (at > oldest && !share_subject(*subjects[at - 1].line, line)) --at;
    if (at == oldest) {
      at = subjects.size() + 1;
      subjects.push_back({&line, subject_key(line, labels), static_cast<std::uint32_t>(at - 1)});
    }
    of_line.push_back(static_cast<std::uint32_t>(at - 1));
  }
  return subjects;
}

/// The place of each subject in the order of their texts; those that are equal have one.
Scratch<std::uint32_t> rank(Scratch<Subject>&& subjects, const Labels& labels) {
  const auto compare = [&labels](const Subject& a, const Subject& b) {
    if (a.key != b.key) return a.key <=> b.key;
    return compare_subjects(*a.line, *b.line, labels);
  };
  std::ranges::sort(subjects, [&](auto& a, auto& b) { return compare(a, b) < 0; });
  Scratch<std::uint32_t> ranks(subjects.size(), subjects.get_allocator());
  for (std::size_t i = 1; i < subjects.size(); ++i) {
    const bool same = compare(subjects[i - 1], subjects[i]) == 0;
    ranks[subjects[i].number] = ranks[subjects[i - 1].number] + (same ? 0 : 1);
  }
  return ranks;
}

/// Where the lines of each rank begin, if they stand in the order of their ranks.
Scratch<std::uint32_t> beginnings(const Scratch<std::uint32_t>& rank_of_line, std::size_t ranks) {
  Scratch<std::uint32_t> begins(ranks + 1, rank_of_line.get_allocator());
  for (const auto rank : rank_of_line) ++begins[rank + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  begins.pop_back();
  return begins;
}

}  // namespace

std::vector<const Line*> sorted_lines(std::span<const Line> lines, const Labels& labels) {
  std::array<std::byte, scratch_bytes> room;
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  Scratch<std::uint32_t> rank_of_line(&memory);
  rank_of_line.reserve(lines.size());
  const auto ranks = rank(find_subjects(lines, labels, rank_of_line), labels);
  for (auto& one : rank_of_line) one = ranks[one];
  auto ends = beginnings(rank_of_line, ranks.size());
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
