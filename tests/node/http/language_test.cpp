#include "node/http/language.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::http {

TEST_CASE("the language that is wanted most is taken, of those that there are") {
  CHECK(choose_language("nl") == Language::nl);
  CHECK(choose_language("nl-BE,nl;q=0.9,en;q=0.8") == Language::nl);
  CHECK(choose_language("en-GB, NL;q=0.7") == Language::en);
  CHECK(choose_language("en;q=0.3 , nl ; q=0.301") == Language::nl);
  CHECK(choose_language("fr, nl;q=0.1") == Language::nl);
  CHECK(choose_language("nl;q=0") == Language::en);
}

TEST_CASE("English is what is read where nothing else is said") {
  for (const auto* header :
       {"", "fr", "*", ",,;", "nl;q=", "nl;q=2", "nl;q=0.x", "nl;q=0x9", "nld", "x-nl"})
    CHECK_MESSAGE(choose_language(header) == Language::en, header);
  CHECK(choose_language(std::string(100'000, ',') + "nl") == Language::en);
}

}  // namespace waarmerk::node::http
