#include "crypto/json/edit.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"

namespace waarmerk::json {
namespace {

Document document_of(std::string_view text) {
  auto document = parse(text);
  REQUIRE(document);
  return *document;
}

}  // namespace

TEST_CASE("a member is set in its old place, or at the end") {
  const Document object = document_of(R"({"b":1,"a":{"b":2}})");
  const Document member = document_of(R"([true])");
  CHECK(with_member(object.root(), "b", member.root())->text() == R"({"b":[true],"a":{"b":2}})");
  CHECK(with_member(object.root(), "c", member.root())->text() ==
        R"({"b":1,"a":{"b":2},"c":[true]})");
  CHECK(object.text() == R"({"b":1,"a":{"b":2}})");
}

TEST_CASE("a member is taken out at the top, and its absence changes nothing") {
  const Document object = document_of(R"({"b":1,"a":{"b":2}})");
  CHECK(without_member(object.root(), "b")->text() == R"({"a":{"b":2}})");
  CHECK(without_member(object.root(), "c")->text() == R"({"b":1,"a":{"b":2}})");
}

TEST_CASE("a number that is no integer stays none in the copy") {
  const Document object = document_of(R"({"a":1.0,"b":9007199254740993})");
  const auto copy = without_member(object.root(), "c");
  REQUIRE(copy);
  CHECK_FALSE(copy->root().find("a")->integer());
  CHECK(copy->root().find("b")->integer() == 9'007'199'254'740'993);
}

TEST_CASE("what is no object cannot be edited") {
  const Document array = document_of("[1]");
  CHECK(with_member(array.root(), "a", array.root()).error().code == wrong_type);
  CHECK(without_member(array.root(), "a").error().code == wrong_type);
}

TEST_CASE("an edit that would nest too deep is refused") {
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  const Document object = document_of("{}");
  const Document member = document_of(deep);
  CHECK(with_member(object.root(), "a", member.root()).error().code == too_deep);
}

}  // namespace waarmerk::json
