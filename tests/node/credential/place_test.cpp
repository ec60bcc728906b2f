#include "node/credential/place.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

constexpr ErrorCode wrong{"test.wrong", ErrorKind::invalid};

Result<void> refuse_two(const Place& place) {
  if (place.value().integer() == 2) return place.fail_here(wrong, "two");
  return {};
}

}  // namespace

TEST_CASE("a place tells its path through members and elements") {
  const auto document = json::parse(R"({"a":{"b":[1,2]}})").value();
  const Place root(document.root(), "$");
  const auto a = root.find("a");
  REQUIRE(a.has_value());
  CHECK(a->path() == "$.a");
  CHECK(each(*a, "b", 5, wrong, refuse_two).error().path == "$.a.b[1]");
  CHECK(a->fail_at("c", wrong, "").error().path == "$.a.c");
  CHECK(!root.find("b").has_value());
}

TEST_CASE("one value stands for an array of one, and a long array is refused") {
  const auto document = json::parse(R"({"one":2,"many":[1,1,1],"none":[]})").value();
  const Place root(document.root(), "$");
  CHECK(each(root, "one", 5, wrong, refuse_two).error().path == "$.one");
  CHECK(each(root, "many", 3, wrong, refuse_two).has_value());
  CHECK(each(root, "many", 2, wrong, refuse_two).error().path == "$.many");
  CHECK(each(root, "none", 0, wrong, refuse_two).has_value());
  CHECK(each(root, "absent", 0, wrong, refuse_two).has_value());
}

TEST_CASE("a type is a string or stands among several") {
  const auto document = json::parse(R"([{"type":"A"},{"type":["B","A"]},{"type":1},{}])").value();
  std::string found;
  for (const json::Value value : document.root().elements()) {
    found += Place(value, "$").has_type("A") ? 'y' : 'n';
  }
  CHECK(found == "yynn");
}
