#include "crypto/json/schema.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"

namespace waarmerk::json {
namespace {

Result<Schema> compiled(std::string_view schema, std::string_view definition = {}) {
  return Schema::compile(parse(schema).value(), definition);
}

std::string path_of_fault(std::string_view schema) {
  const auto result = compiled(schema);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == bad_schema);
  return result.error().path;
}

}  // namespace

TEST_CASE("a schema is compiled once and checks any number of values") {
  const auto schema = compiled(R"({"$schema":"x","title":"t","description":"d","$comment":"c",
      "type":"object","required":["a"],"properties":{"a":{"type":"string"}}})");
  REQUIRE(schema);
  CHECK(schema->check(parse(R"({"a":"b"})")->root()));
  CHECK(schema->check(parse(R"({"a":"b","c":1})")->root()));
  CHECK(schema->check(parse(R"({"a":1})")->root()).error().path == "$.a");
  CHECK(schema->check(parse(R"({})")->root()).error().code == schema_broken);
}

TEST_CASE("a definition can be what a value is checked by") {
  constexpr std::string_view schema = R"({"$defs":{"A":{"type":"string"}}})";
  CHECK(compiled(schema)->check(parse("1")->root()));
  CHECK_FALSE(compiled(schema, "A")->check(parse("1")->root()));
  CHECK(compiled(schema, "A")->check(parse("\"a\"")->root()));
  CHECK(compiled(schema, "B").error().code == bad_schema);
}

TEST_CASE("what is not known in a schema is refused, and its place told") {
  CHECK(path_of_fault(R"({"properties":{"a":{"maxLength":1}}})") == "$.properties.a");
  CHECK(path_of_fault(R"({"type":"integer"})") == "$.type");
  CHECK(path_of_fault(R"({"type":["string"]})") == "$.type");
  CHECK(path_of_fault(R"({"pattern":"^x$"})") == "$.pattern");
  CHECK(path_of_fault(R"({"format":"uri"})") == "$.format");
  CHECK(path_of_fault(R"({"$ref":"https://elsewhere.example"})") == "$['$ref']");
  CHECK(path_of_fault(R"({"$ref":"#/$defs/A"})") == "$['$ref']");
  CHECK(path_of_fault(R"({"enum":[1]})") == "$.enum[0]");
  CHECK(path_of_fault(R"({"enum":[]})") == "$.enum");
  CHECK(path_of_fault(R"({"minItems":-1})") == "$.minItems");
  CHECK(path_of_fault(R"({"additionalItems":{}})") == "$.additionalItems");
  CHECK(path_of_fault(R"({"propertyNames":{"type":"string"}})") == "$.propertyNames");
  CHECK(path_of_fault(R"({"items":1})") == "$.items");
  CHECK(path_of_fault(R"({"oneOf":{}})") == "$.oneOf");
  CHECK(path_of_fault("[]") == "$");
}

TEST_CASE("a schema that is too large is refused") {
  std::string many = "{\"allOf\":[{}";
  for (std::size_t i = 0; i < schema_nodes_max; ++i) many += ",{}";
  CHECK(compiled(many + "]}").error().code == bad_schema);
}

}  // namespace waarmerk::json
