#include "crypto/jsonld/keywords.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("each keyword reads back as itself") {
  for (int i = 1; i <= static_cast<int>(Keyword::vocab); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    CHECK(word_of(keyword).starts_with('@'));
    CHECK(keyword_of(word_of(keyword)) == keyword);
  }
}

TEST_CASE("what is no keyword is none") {
  CHECK(keyword_of("") == Keyword::none);
  CHECK(keyword_of("id") == Keyword::none);
  CHECK(keyword_of("@ID") == Keyword::none);
  CHECK(keyword_of("@idea") == Keyword::none);
  CHECK(word_of(Keyword::none).empty());
}

TEST_CASE("only an at sign with letters looks like a keyword") {
  CHECK(looks_like_keyword("@id"));
  CHECK(looks_like_keyword("@unheardOf"));
  CHECK_FALSE(looks_like_keyword("@"));
  CHECK_FALSE(looks_like_keyword("@a.b"));
  CHECK_FALSE(looks_like_keyword("a@b"));
}

}  // namespace waarmerk::jsonld
