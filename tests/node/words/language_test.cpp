#include "node/words/language.hpp"

#include <doctest/doctest.h>

#include <set>

namespace waarmerk::node::words {

TEST_CASE("a language says what it is called, how it is written and who wrote it") {
  CHECK(print_language(Language::en) == "en");
  CHECK(print_language(Language::nl) == "nl");
  CHECK(name_of(Language::en) == "English");
  CHECK(name_of(Language::nl) == "Nederlands");
  CHECK(print_language(Language::ar) == "ar");
  CHECK(is_right_to_left(Language::ar));
  CHECK_FALSE(is_right_to_left(Language::nl));
  CHECK(is_machine_drafted(Language::ar));
  CHECK_FALSE(is_machine_drafted(Language::en));
  CHECK_FALSE(is_machine_drafted(Language::nl));
}

TEST_CASE("each language has a code and a name of its own, and is found by its code alone") {
  std::set<std::string_view> codes;
  std::set<std::string_view> names;
  for (const auto language : all_languages) {
    CHECK(codes.insert(print_language(language)).second);
    CHECK(names.insert(name_of(language)).second);
    CHECK(read_language(print_language(language)) == language);
  }
  CHECK(codes == std::set<std::string_view>{"nl", "en", "ar", "uk", "ti", "fa", "tr", "so"});
  CHECK(is_right_to_left(Language::fa));
  CHECK_FALSE(is_right_to_left(Language::ti));
  for (const auto* text : {"", "n", "nld", "NL", "nl ", "xx"}) CHECK_FALSE(read_language(text));
}

TEST_CASE("two languages are read beside each other, and what there is not is left out") {
  const auto both = read_languages("nl+ti");
  REQUIRE(both);
  CHECK(both->first == Language::nl);
  CHECK(both->second == Language::ti);
  CHECK(print_languages(*both) == "nl+ti");
  CHECK(print_languages(*read_languages("ar uk")) == "ar+uk");
  for (const auto* text : {"nl", "nl+", "nl+nl", "nl+xx", "nl+ti+ar", "nl++ti"}) {
    CAPTURE(text);
    const auto one = read_languages(text);
    REQUIRE(one);
    CHECK(print_languages(*one) == "nl");
  }
  for (const auto* text : {"", "+", "+nl", "xx+nl", "xx"}) CHECK_FALSE(read_languages(text));
}

}  // namespace waarmerk::node::words
