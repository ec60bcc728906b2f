// Query parameters.
#include "node/http/query.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/http/percent.hpp"

using namespace waarmerk::node::http;

TEST_CASE("a query gives its parameters decoded") {
  const auto query = Query::parse("did=did%3Aweb%3Ax&label=a+b&flag&");
  REQUIRE(query);
  CHECK(query->find("did") == "did:web:x");
  CHECK(query->find("label") == "a b");
  CHECK(query->find("flag") == "");
  CHECK_FALSE(query->find("other"));
  CHECK(query->get("other").error().code == bad_query);
}

TEST_CASE("a query refuses a repeated name, also one that is encoded") {
  CHECK(Query::parse("a=1&%61=2").error().code == bad_query);
  CHECK(Query::parse("a=1&b=2").has_value());
}

TEST_CASE("a query refuses a broken encoding") {
  CHECK(Query::parse("a=%4").error().code == bad_target);
  CHECK(Query::parse("%=1").error().code == bad_target);
}

TEST_CASE("a query has at most 64 parameters") {
  std::string text;
  for (std::size_t i = 0; i < query_parameters_max; ++i) text += "p" + std::to_string(i) + "=1&";
  CHECK(Query::parse(text).has_value());
  CHECK(Query::parse(text + "more=1").error().code == bad_query);
}

TEST_CASE("a number in a query keeps to its range") {
  const auto query = Query::parse("a=10&b=11&c=-1&d=1x&e=&f=99999999999999999999");
  REQUIRE(query);
  CHECK(query->find_integer("a", {0, 10}) == 10);
  CHECK(query->find_integer("none", {0, 10}) == std::nullopt);
  for (const auto name : {"b", "c", "d", "e", "f"}) {
    CHECK(query->find_integer(name, {0, 10}).error().code == bad_query);
  }
}
