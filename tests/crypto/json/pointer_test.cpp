#include "crypto/json/pointer.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"

using namespace waarmerk;
using namespace waarmerk::json;

TEST_CASE("a pointer leads to members and elements, through escapes") {
  const auto document = json::parse(R"({"a":{"b/c":[1,{"~":2}]},"":3})").value();
  const auto at = [&](std::string_view pointer) {
    const auto found = find_at(document.root(), pointer);
    return found ? found->integer() : std::nullopt;
  };
  CHECK(find_at(document.root(), "").has_value());
  CHECK(at("/a/b~1c/0") == 1);
  CHECK(at("/a/b~1c/1/~0") == 2);
  CHECK(at("/") == 3);
  CHECK(pointer_to(pointer_to("/a", "b/c"), "~") == "/a/b~1c/~0");
}

TEST_CASE("a pointer that leads nowhere, or is none, finds nothing") {
  const auto document = json::parse(R"({"a":[1]})").value();
  for (const std::string_view pointer :
       {"a", "/b", "/a/1", "/a/00", "/a/-", "/a/x", "/a/", "/a/0/0", "/a~2", "/a~"}) {
    CAPTURE(pointer);
    CHECK_FALSE(find_at(document.root(), pointer).has_value());
  }
}

TEST_CASE("a place holds what is at it or inside it, and not what only begins alike") {
  CHECK(is_at_or_in("/a/b", "/a"));
  CHECK(is_at_or_in("/a", "/a"));
  CHECK_FALSE(is_at_or_in("/ab", "/a"));
  CHECK_FALSE(is_at_or_in("/a", "/a/b"));
}
