#include "node/wallet/link_parameter.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::wallet {

TEST_CASE("a parameter is found by its whole name, and decoded") {
  const auto value = [](std::string_view link, std::string_view name) {
    return link_parameter(link, name).value();
  };
  CHECK(value("a:?x=1&y=2%20b+c", "y") == "2 b c");
  CHECK(value("https://a.example/?x=", "x") == "");
  CHECK_FALSE(value("a:?xx=1", "x"));
  CHECK_FALSE(value("a:?x", "x"));
  CHECK_FALSE(value("a:b", "x"));
  CHECK_FALSE(value("a:#?x=1", "x"));
  CHECK(value("a:?x=%2B", "x") == "+");
}

TEST_CASE("a value that is not well encoded is refused") {
  CHECK(link_parameter("a:?x=%4", "x").error().code == bad_link_text);
  CHECK(link_parameter("a:?x=%00", "x").error().code == bad_link_text);
}

}  // namespace waarmerk::node::wallet
