#include "cli/pasted.hpp"

#include <doctest/doctest.h>

namespace waarmerk::cli {

TEST_CASE("what comes along with a copied line is left away") {
  CHECK(pasted(" \thttps://a.example/x y\r\n") == "https://a.example/x y");
  CHECK(pasted("a") == "a");
  CHECK(pasted(" \n").empty());
  CHECK(pasted("").empty());
}

TEST_CASE("a scheme is told in letters of either case") {
  CHECK(begins_as("HTTPS://a.example/X", {"http://", "https://"}));
  CHECK(begins_as("openid4vp://?x", {"openid4vp:"}));
  CHECK_FALSE(begins_as("https:/", {"https://"}));
  CHECK_FALSE(begins_as("", {"a"}));
}

TEST_CASE("digits in groups are one number, and other texts stay as they are") {
  CHECK(pasted_digits(" 123 4-56\n") == "123456");
  CHECK(pasted_digits(" ab-1 2 ") == "ab-1 2");
  CHECK(pasted_digits("--") == "--");
  CHECK(pasted_digits(" ").empty());
}

}  // namespace waarmerk::cli
