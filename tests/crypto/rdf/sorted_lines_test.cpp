#include "crypto/rdf/sorted_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/rdf/nquads.hpp"
#include "crypto/rdf/numbered_quads.hpp"

namespace waarmerk::rdf {
namespace {

std::string sorted_text(const std::string& nquads) {
  const auto dataset = parse_nquads(nquads).value();
  const NumberedQuads quads(dataset);
  const Labels labels{.names = quads.labels()};
  std::string text;
  for (const Line* line : sorted_lines(quads.lines(), labels)) append_line(text, *line, labels);
  return text;
}

}  // namespace

TEST_CASE("lines are sorted as texts, whichever of them share a subject, and none is there twice") {
  std::vector<std::string> lines;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 100; ++i) {
      const auto number = std::to_string(i * 7 % 50);
      const auto subject = i % 2 == 0 ? "<urn:s" + number + ">" : "_:b" + number;
      lines.push_back(subject + " <urn:p> \"" + std::to_string(i % 20 + round) + "\" .\n");
    }
  }
  std::string text, expected;
  for (const auto& line : lines) text += line;
  std::ranges::sort(lines);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  for (const auto& line : lines) expected += line;
  CHECK(sorted_text(text) == expected);
  CHECK(sorted_text("") == "");
}

TEST_CASE("predicates of one subject stand as their texts do, however much of them is the same") {
  const std::vector<std::string> ends{"",
                                      "a",
                                      "ab",
                                      "abcdefg",
                                      "abcdefgh",
                                      "abcdefghi",
                                      "abcdefghij",
                                      "abcdefghijklmnopqr",
                                      "abcdefghijklmnopqs",
                                      "b",
                                      "#",
                                      "=",
                                      "?",
                                      "\xc3\xa9",
                                      "~"};
  for (const std::string& begin :
       {"urn:p", "https://example.org/vocabulary#", "https://schema.org/", "urn:eightbyt"}) {
    std::vector<std::string> lines;
    for (const auto& end : ends) {
      for (const auto* object : {"\"1\"", "<urn:o>", "\"0\""}) {
        lines.push_back("<urn:s> <" + begin + end + "> " + object + " .\n");
      }
    }
    std::string text, expected;
    for (const auto& line : lines) text += line;
    std::ranges::sort(lines);
    for (const auto& line : lines) expected += line;
    CHECK(sorted_text(text) == expected);
  }
}

TEST_CASE("one subject that stands in two places of memory is one") {
  const std::string line = "<urn:s> <urn:p> \"o\" .\n", other = "<urn:s> <urn:a> \"o\" .\n";
  CHECK(sorted_text(line + other + line) == other + line);
}

}  // namespace waarmerk::rdf
