#include "cli/suggest.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace waarmerk::cli {

constexpr std::array<std::string_view, 4> verbs{"verify", "explain", "revoke", "reinstate"};

TEST_CASE("a swapped, missing, added or changed letter is one step") {
  CHECK(distance("verify", "verify") == 0);
  CHECK(distance("vefiry", "verify") == 2);
  CHECK(distance("evrify", "verify") == 1);
  CHECK(distance("verfy", "verify") == 1);
  CHECK(distance("veriffy", "verify") == 1);
  CHECK(distance("verifi", "verify") == 1);
  CHECK(distance("", "abc") == 3);
}

TEST_CASE("a typo finds the word that was meant, and another word finds none") {
  CHECK(suggest("verfiy", verbs) == "verify");
  CHECK(suggest("revok", verbs) == "revoke");
  CHECK_FALSE(suggest("bake", verbs));
  CHECK_FALSE(suggest("", verbs));
}

TEST_CASE("a word without end is like nothing") {
  CHECK(distance(std::string(65, 'a'), std::string(65, 'a')) > 65);
  CHECK_FALSE(suggest(std::string(100'000, 'a'), verbs));
}

}  // namespace waarmerk::cli
