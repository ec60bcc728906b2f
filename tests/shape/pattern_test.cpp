#include "tests/shape/pattern.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::shape;

TEST_CASE("each place of a pattern is found with its parts") {
  const auto found = find_all("a=1; bc=2;", "(\\w+)=(\\d)");
  REQUIRE(found.size() == 2);
  CHECK(found[1].at == 5);
  CHECK(found[1].size == 4);
  CHECK(found[1].groups[1] == "bc");
}

TEST_CASE("containing is less than being") {
  CHECK(contains("a1", "\\d"));
  CHECK_FALSE(matches("a1", "\\d"));
  CHECK(matches("1", "\\d"));
}
