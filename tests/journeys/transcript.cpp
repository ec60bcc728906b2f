#include "tests/journeys/transcript.hpp"

#include <span>

namespace waarmerk::tests {
namespace {

constexpr std::string_view anything = "…";

bool line_matches(std::string_view expected, std::string_view printed) {
  const auto gap = expected.find(anything);
  if (gap == std::string_view::npos) return expected == printed;
  if (!printed.starts_with(expected.substr(0, gap))) return false;
  expected.remove_prefix(gap + anything.size());
  for (auto rest = printed.substr(gap);; rest.remove_prefix(1)) {
    if (line_matches(expected, rest)) return true;
    if (rest.empty()) return false;
  }
}

using Lines = std::span<const std::string>;

bool lines_match(Lines expected, Lines printed) {
  if (expected.empty()) return printed.empty();
  if (expected.front() != anything) {
    return !printed.empty() && line_matches(expected.front(), printed.front()) &&
           lines_match(expected.subspan(1), printed.subspan(1));
  }
  for (std::size_t skipped = 0; skipped <= printed.size(); ++skipped) {
    if (lines_match(expected.subspan(1), printed.subspan(skipped))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    lines.emplace_back(line);
  }
  return lines;
}

std::vector<Step> read_transcript(std::string_view text) {
  std::vector<Step> steps;
  std::size_t number = 0;
  for (const auto& line : split_lines(text)) {
    ++number;
    if (line.starts_with("$ ")) {
      steps.push_back({.line = number, .command = line.substr(2), .expected = {}});
    } else if (line.starts_with("[exit ") && !steps.empty()) {
      steps.back().exit = std::stoi(line.substr(6));
    } else if (!line.empty() && !line.starts_with("# ") && !steps.empty()) {
      steps.back().expected.push_back(line);
    }
  }
  return steps;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& printed) {
  std::vector<std::string> lines;
  for (const auto& line : printed) {
    if (!line.empty()) lines.push_back(line);  // transcripts leave empty lines out
  }
  return lines_match(expected, lines);
}

}  // namespace waarmerk::tests
