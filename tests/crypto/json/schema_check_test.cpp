#include "crypto/json/schema_check.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/json/schema.hpp"

namespace waarmerk::json {
namespace {

/// `ok`, or the path of what is wrong.
std::string held(std::string_view value, std::string_view schema) {
  const auto compiled = Schema::compile(parse(schema).value());
  REQUIRE(compiled);
  const auto result = compiled->check(parse(value)->root());
  return result ? "ok" : result.error().path;
}

}  // namespace

TEST_CASE("each type is only itself") {
  for (const std::string_view type : {"object", "array", "string", "number", "boolean", "null"}) {
    const auto schema = R"({"type":")" + std::string(type) + "\"}";
    const auto is = [&](std::string_view value) { return held(value, schema) == "ok"; };
    CHECK(is("{}") == (type == "object"));
    CHECK(is("[]") == (type == "array"));
    CHECK(is("\"\"") == (type == "string"));
    CHECK(is("1.5") == (type == "number"));
    CHECK(is("true") == (type == "boolean"));
    CHECK(is("null") == (type == "null"));
  }
}

TEST_CASE("members are required, known, and well named") {
  CHECK(held(R"({"a":1})", R"({"required":["a","b"]})") == "$.b");
  CHECK(held(R"({"a":1})", R"({"properties":{"a":{}},"additionalProperties":false})") == "ok");
  CHECK(held(R"({"b":1})", R"({"properties":{"a":{}},"additionalProperties":false})") == "$.b");
  CHECK(held(R"({"b":1})", R"({"additionalProperties":{"type":"string"}})") == "$.b");
  CHECK(held(R"({"nl":1})", R"({"propertyNames":{"pattern":"^[a-z]{2}(-[A-Z]{2})?$"}})") == "ok");
  CHECK(held(R"({"x":1})", R"({"propertyNames":{"pattern":"^[a-z]{2}(-[A-Z]{2})?$"}})") == "$.x");
  CHECK(held("[]", R"({"required":["a"]})") == "ok");
}

TEST_CASE("items are checked in order, counted, and one of them may be asked for") {
  constexpr std::string_view pair =
      R"({"items":[{"enum":["a"]},{"type":"number"}],"additionalItems":{"type":"null"}})";
  CHECK(held(R"(["a",1,null,null])", pair) == "ok");
  CHECK(held(R"(["a"])", pair) == "ok");
  CHECK(held(R"(["b"])", pair) == "$[0]");
  CHECK(held(R"(["a","a"])", pair) == "$[1]");
  CHECK(held(R"(["a",1,2])", pair) == "$[2]");
  CHECK(held("[1,\"2\"]", R"({"items":{"type":"number"}})") == "$[1]");
  CHECK(held("[]", R"({"minItems":1})") == "$");
  CHECK(held("[1]", R"({"minItems":1})") == "ok");
  CHECK(held(R"(["x","a"])", R"({"contains":{"enum":["a"]}})") == "ok");
  CHECK(held(R"(["x"])", R"({"contains":{"enum":["a"]}})") == "$");
  CHECK(held("1", R"({"contains":{"enum":["a"]}})") == "ok");
}

TEST_CASE("an enum of words holds nothing else") {
  CHECK(held("\"a\"", R"({"enum":["a","b"]})") == "ok");
  for (const auto* other : {"\"c\"", "1", "true", "null", "[]", "{}"}) {
    CHECK(held(other, R"({"enum":["a","b"]})") == "$");
  }
}

TEST_CASE("one of several, any of several, all of several") {
  constexpr std::string_view one = R"({"oneOf":[{"type":"string"},{"enum":["a"]}]})";
  CHECK(held("\"b\"", one) == "ok");
  CHECK(held("\"a\"", one) == "$");
  CHECK(held("1", one) == "$");
  CHECK(held("\"a\"", R"({"anyOf":[{"type":"string"},{"enum":["a"]}]})") == "ok");
  CHECK(held("1", R"({"anyOf":[{"type":"string"},{"enum":["a"]}]})") == "$");
  CHECK(held("\"a\"", R"({"allOf":[{"type":"string"},{"enum":["a"]}]})") == "ok");
  CHECK(held("\"b\"", R"({"allOf":[{"type":"string"},{"enum":["a"]}]})") == "$");
}

TEST_CASE("of several ways to be right the fault that lies deepest is told") {
  constexpr std::string_view schema = R"({"$defs":{"A":{"type":"object","required":["id"]}},
      "properties":{"a":{"oneOf":[{"$ref":"#/$defs/A"},
                                  {"type":"array","items":{"$ref":"#/$defs/A"}}]}}})";
  CHECK(held(R"({"a":[{"id":1},{"id":2}]})", schema) == "ok");
  CHECK(held(R"({"a":[{"id":1},{}]})", schema) == "$.a[1].id");
  CHECK(held(R"({"a":{}})", schema) == "$.a.id");
}

TEST_CASE("a schema that refers to itself ends, also where it goes in a circle") {
  constexpr std::string_view tree = R"({"properties":{"child":{"$ref":"#"}},"required":["id"]})";
  CHECK(held(R"({"id":1,"child":{"id":2}})", tree) == "ok");
  CHECK(held(R"({"id":1,"child":{"id":2,"child":{}}})", tree) == "$.child.child.id");
  CHECK(held("1", R"({"$ref":"#"})") == "$");
}

TEST_CASE("a value that takes too many steps is refused") {
  std::string many = "[0";
  for (int i = 0; i < 400'000; ++i) many += ",0";
  many += "]";
  CHECK(held(many, R"({"items":{"type":"number"}})") == "ok");
  CHECK(held(many, R"({"items":{"allOf":[{"type":"number"},{"type":"number"}]}})") == "$");
}

}  // namespace waarmerk::json
