#include "crypto/jsonld/language.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("language tags are parts of letters and digits") {
  CHECK(is_language_tag("nl"));
  CHECK(is_language_tag("zh-Hant-TW"));
  CHECK(is_language_tag("de-1996"));
  CHECK_FALSE(is_language_tag(""));
  CHECK_FALSE(is_language_tag("1a"));
  CHECK_FALSE(is_language_tag("nl-"));
  CHECK_FALSE(is_language_tag("nl_BE"));
  CHECK_FALSE(is_language_tag("abcdefghi"));
}

TEST_CASE("a tag in lower case is itself, and another one a copy") {
  Arena texts;
  const std::string_view lower = "nl-be";
  CHECK(lower_case(lower, texts).data() == lower.data());
  CHECK(lower_case("NL-be", texts) == "nl-be");
}

TEST_CASE("there are two directions") {
  CHECK(direction_of("ltr") == Direction::ltr);
  CHECK(direction_of("rtl") == Direction::rtl);
  CHECK(direction_of("up") == Direction::unsaid);
  CHECK(word_of(Direction::rtl) == "rtl");
  CHECK(word_of(Direction::null).empty());
}

}  // namespace waarmerk::jsonld
