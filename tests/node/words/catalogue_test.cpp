#include "node/words/catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::node::words {
namespace {

/// The names between braces.
std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> names;
  while (true) {
    const auto open = text.find('{');
    if (open == std::string_view::npos) return names;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return names;
    names.emplace(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

}  // namespace

TEST_CASE("every language has every text, and fills in nothing that English does not") {
  REQUIRE(editions().size() == std::size(all_languages));
  const auto& english = editions()[static_cast<std::size_t>(Language::en)];
  CHECK(english.language == "en");
  for (const auto& edition : editions()) {
    REQUIRE(edition.texts.size() == all_names.size());
    for (std::size_t i = 0; i < all_names.size(); ++i) {
      CAPTURE(edition.language);
      CAPTURE(all_names[i]);
      CHECK_FALSE(edition.texts[i].empty());
      const auto known = placeholders(english.texts[i]);
      for (const auto& name : placeholders(edition.texts[i])) CHECK(known.contains(name));
    }
  }
}

TEST_CASE("no language says in English what it should say in its own words") {
  // Forms of dates and sizes, words that Dutch writes as English does, and what stands in a PDF,
  // whose font has Latin letters only.
  constexpr std::array<std::string_view, 18> same{
      "book.later",      "book.unlock",       "export.pdf_check", "export.pdf_for",
      "export.pdf_from", "export.pdf_issuer", "export.pdf_self",  "export.pdf_until",
      "export.pdf_what", "many.badge",        "part.credentials", "part.schema",
      "receipt.salt",    "size.bytes",        "size.kb",          "size.mb",
      "time.day",        "time.full"};
  for (const auto language : all_languages) {
    if (language == Language::en) continue;
    for (const auto name : all_names) {
      if (std::ranges::find(same, name) != same.end()) continue;
      CAPTURE(print_language(language));
      CAPTURE(name);
      const auto key = *Key::find(name);
      CHECK(text_of(language, key) != text_of(Language::en, key));
    }
  }
}

TEST_CASE("what is compiled in is what spec/messages says") {
  for (const auto& edition : editions()) {
    const auto file = "messages/" + std::string(edition.language) + ".json";
    const auto document = json::parse(tests::read_file(tests::spec(file)));
    REQUIRE(document);
    const auto texts = document->root().find("texts");
    REQUIRE(texts);
    CHECK(texts->size() == all_names.size());
    for (std::size_t i = 0; i < all_names.size(); ++i) {
      CAPTURE(all_names[i]);
      const auto text = texts->find(all_names[i]);
      REQUIRE(text);
      CHECK(text->string() == edition.texts[i]);
    }
  }
}

TEST_CASE("a text is found by its name, and no other") {
  CHECK(text_of(Language::en, "badge.no_proof") == "The badge carries no signature.");
  CHECK(text_of(Language::nl, "badge.no_proof") == "De badge heeft geen handtekening.");
  for (const auto name : all_names) {
    const auto key = Key::find(name);
    REQUIRE(key);
    CHECK(key->name() == name);
  }
  CHECK_FALSE(Key::find("badge.no_proo"));
  CHECK_FALSE(Key::find(""));
  CHECK_FALSE(Key::find("~"));
}

}  // namespace waarmerk::node::words
