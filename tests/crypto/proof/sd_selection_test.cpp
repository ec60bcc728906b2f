#include "crypto/proof/sd_selection.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

json::Document sample() {
  return parse(R"({"@context":["c",{"t":"urn:t"}],"id":"urn:1","type":["T"],"a/b":{"id":"urn:2",)"
               R"("type":"U","x":1,"~":{"y":[1,{"z":2}]}},"list":[{"type":"V","p":0},{"q":1},"s"],)"
               R"("none":null,"proof":{"type":"P"}})");
}

std::string selected(std::vector<std::string> pointers) {
  return json::print(select(sample().root(), pointers).value().document.root());
}

ErrorCode refused(const std::string& pointer) {
  const std::vector<std::string> pointers{pointer};
  const auto selection = select(sample().root(), pointers);
  REQUIRE_FALSE(selection);
  return selection.error().code;
}

constexpr auto head = R"({"@context":["c",{"t":"urn:t"}],"id":"urn:1","type":["T"])";

}  // namespace

TEST_CASE("without pointers there is nothing but what the document itself is") {
  CHECK(selected({}) == std::string(head) + "}");
}

TEST_CASE("an object on the way shows its id and type, and what a pointer leads to is whole") {
  CHECK(selected({"/a~1b/x"}) == std::string(head) + R"(,"a/b":{"id":"urn:2","type":"U","x":1}})");
  CHECK(selected({"/a~1b/~0"}) ==
        std::string(head) + R"(,"a/b":{"id":"urn:2","type":"U","~":{"y":[1,{"z":2}]}}})");
  CHECK(selected({"/a~1b", "/a~1b/x"}) == selected({"/a~1b"}));
  CHECK(selected({"/none"}) == std::string(head) + R"(,"none":null})");
}

TEST_CASE("an array shows the elements that were chosen, in their order") {
  CHECK(selected({"/list/2", "/list/0"}) ==
        std::string(head) + R"(,"list":[{"type":"V","p":0},"s"]})");
  CHECK(selected({"/list/0/type"}) == std::string(head) + R"(,"list":[{"type":"V"}]})");
}

TEST_CASE("each object of a selection is known by where it stood") {
  const auto document = sample();
  const std::vector<std::string> pointers{"/list/1", "/a~1b/~0/y/1"};
  const auto selection = select(document.root(), pointers).value();
  std::vector<json::Value> objects;
  collect_objects(selection.document.root(), objects);
  REQUIRE(objects.size() == selection.sources.size());
  REQUIRE(objects.size() == 6);
  CHECK(selection.sources[2].find("x"));  // which was left out in the selection
  CHECK_FALSE(objects[2].find("x"));
  CHECK(json::print(selection.sources[4]) == R"({"z":2})");
  CHECK(json::print(selection.sources[5]) == R"({"q":1})");
}

TEST_CASE("a pointer that leads nowhere is refused") {
  for (const auto* pointer : {"", "a", "/absent", "/list/3", "/list/01", "/list/-1", "/list/x",
                              "/list/", "/id/0", "/a~1b/x/y", "/a~2b", "/a~", "/none/a", "/"}) {
    CAPTURE(pointer);
    CHECK(refused(pointer) == bad_pointer);
  }
  CHECK(refused("/" + std::string(pointer_bytes_max, 'a')) == bad_pointer);
}

TEST_CASE("a proof cannot be chosen") {
  CHECK(refused("/proof") == bad_pointer);
  CHECK(refused("/proof/type") == bad_pointer);
}

}  // namespace waarmerk::proof
