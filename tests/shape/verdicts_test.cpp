// Verdicts: each finding is listed in spec/verdicts.md as the catalogue has it, in the same order.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

/// What starts with a quote and `badge.`, without its quotes, in order.
std::vector<std::string> codes_in(std::string_view text) {
  std::vector<std::string> codes;
  while (true) {
    const auto from = text.find("\"badge.");
    if (from == std::string_view::npos) return codes;
    text.remove_prefix(from + 1);
    codes.emplace_back(text.substr(0, text.find('"')));
  }
}

}  // namespace

TEST_CASE("each finding of the catalogue is listed, in its order") {
  const auto declared = codes_in(text_at("node/credential/sentences.cpp"));
  std::vector<std::string> listed;
  for (const auto& row : table_under(text_at("spec/verdicts.md"), "The findings")) {
    const auto words = quoted_words(row.front());
    listed.push_back(words.empty() ? row.front() : words.front());
  }
  CHECK(declared.size() > 40);
  CHECK(listed == declared);
}

TEST_CASE("each finding is listed with the sentence that the catalogue of texts has in English") {
  const auto& english = text_at("spec/messages/en.json");
  for (const auto& row : table_under(text_at("spec/verdicts.md"), "The findings")) {
    REQUIRE(row.size() >= 4);
    const auto sentence = row[3].substr(1, row[3].size() - 2);  // between one space and another
    const auto line = "\"" + quoted_words(row.front()).front() + "\": \"" + sentence + "\"";
    CHECK_MESSAGE(english.find(line) != std::string::npos, "not in en.json: " << line);
  }
}

}  // namespace waarmerk::shape
