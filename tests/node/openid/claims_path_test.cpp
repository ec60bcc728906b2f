#include "node/openid/claims_path.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::openid {
namespace {

/// What the path selects, as JSON texts one after the other; `!` where it is no path.
std::string select(const std::string& json, const std::string& path) {
  const auto document = tests::parse_json(json);
  const auto steps = tests::parse_json(path);
  const auto read = read_claims_path(json::Reader(steps));
  if (!read) return "!";
  std::string all;
  for (const auto& one : select_claims(document.root(), *read)) all += json::print(one.value);
  return all;
}

}  // namespace

TEST_CASE("a path leads by names, places and all elements to what it points to") {
  // The example of OpenID4VP 1.0 7.3.
  const std::string person =
      R"({"name":"Arthur","address":{"street":"42 Market"},"degrees":[{"type":"B"},{"type":"M"}],)"
      R"("nationalities":["British","Betelgeusian"]})";
  CHECK(select(person, R"(["name"])") == R"("Arthur")");
  CHECK(select(person, R"(["address","street"])") == R"("42 Market")");
  CHECK(select(person, R"(["degrees",null,"type"])") == R"("B""M")");
  CHECK(select(person, R"(["nationalities",1])") == R"("Betelgeusian")");
}

TEST_CASE("what is selected says where it stands") {
  const auto document = tests::parse_json(R"({"a/b":[{"c":1},{"d":0},{"c":2}]})");
  const auto steps = tests::parse_json(R"(["a/b",null,"c"])");
  const auto selected =
      select_claims(document.root(), read_claims_path(json::Reader(steps)).value());
  REQUIRE(selected.size() == 2);
  CHECK(selected[0].pointer == "/a~1b/0/c");
  CHECK(selected[1].pointer == "/a~1b/2/c");
}

TEST_CASE("what is not there, or has another form, selects nothing") {
  const std::string badge = R"({"a":[{"b":1},{"c":2}],"d":"text"})";
  CHECK(select(badge, R"(["a",null,"b"])") == "1");
  CHECK(select(badge, R"(["x"])").empty());
  CHECK(select(badge, R"(["a",2])").empty());
  CHECK(select(badge, R"(["a","b"])").empty());
  CHECK(select(badge, R"(["d",null])").empty());
  CHECK(select(badge, R"(["d",0])").empty());
  CHECK(select(R"([1])", R"(["d"])").empty());
}

TEST_CASE("a path is one to 16 steps, and comes back as it was") {
  CHECK(select("{}", "[]") == "!");
  CHECK(select("{}", R"("name")") == "!");
  CHECK(select("{}", "[-1]") == "!");
  CHECK(select("{}", "[1.5]") == "!");
  CHECK(select("{}", "[true]") == "!");
  std::string long_path = "[0";
  for (int i = 0; i < 16; ++i) long_path += ",0";
  CHECK(select("{}", long_path + "]") == "!");

  const auto steps = tests::parse_json(R"(["a",null,3])");
  json::Writer writer;
  write_claims_path(writer, read_claims_path(json::Reader(steps)).value());
  CHECK(writer.take() == R"(["a",null,3])");
}

}  // namespace waarmerk::node::openid
