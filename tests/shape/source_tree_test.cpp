#include "tests/shape/source_tree.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::shape;

TEST_CASE("a comment is blanked, and a quotation that looks like one is kept") {
  CHECK(without_comments("a; // b\nc /* d */ e") == "a;     \nc         e");
  CHECK(without_comments("f(\"// g\");") == "f(\"// g\");");
}

TEST_CASE("code is what stands outside comments, quotations and directives") {
  CHECK(code_of("f(\"{\", '{', 1'000); // {") == "f(\" \", ' ', 1'000);     ");
  CHECK(code_of("x = R\"a({\")a\";") == "x = R\"      \";");
  CHECK(code_of("#define A { \\\n  {\nb {") == "             \n   \nb {");
}

TEST_CASE("a table is read from under its own heading") {
  const auto rows = table_under("## A\n| h |\n|---|\n| `x` | y |\n## B\n| z |\n", "A");
  REQUIRE(rows.size() == 1);
  CHECK(quoted_words(rows[0][0]) == std::vector<std::string>{"x"});
  CHECK(rows[0][1] == " y ");
}

TEST_CASE("the tree is found, and holds more than its tests") {
  CHECK(text_at("CMakeLists.txt").size() > 0);
  CHECK(is_product("crypto/base/time.cpp"));
  CHECK_FALSE(is_product("tests/main.cpp"));
}
