#include "crypto/jsonld/name_map.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace waarmerk::jsonld {

TEST_CASE("a name map finds what was put in, however many there are, and nothing else") {
  std::vector<std::string> names;
  for (int i = 0; i < 2000; ++i) {
    names.push_back(std::string(static_cast<std::size_t>(i % 23), 'x') + std::to_string(i));
  }
  NameMap<int> map;
  CHECK(map.find("x") == nullptr);
  for (int i = 0; i < 2000; ++i) map[names[static_cast<std::size_t>(i)]] = i;
  CHECK(map.size() == names.size());
  for (int i = 0; i < 2000; ++i) {
    const auto* found = map.find(names[static_cast<std::size_t>(i)]);
    REQUIRE(found != nullptr);
    CHECK(*found == i);
  }
  for (const auto* other : {"", "x", "xx", "2000", "xxxxxxxxxxxxxxxxxxxxxxx1"}) {
    CHECK(map.find(other) == nullptr);
  }
}

TEST_CASE("a name map keeps one value for a name, and the names in the order of their coming") {
  NameMap<int> map;
  map["b"] = 1;
  map["a"] = 2;
  map["b"] = 3;
  REQUIRE(map.size() == 2);
  CHECK(map.entries()[0].name == "b");
  CHECK(map.entries()[0].value == 3);
  CHECK(map.entries()[1].name == "a");
}

TEST_CASE("an empty name is a name") {
  NameMap<int> map;
  map[""] = 7;
  REQUIRE(map.find("") != nullptr);
  CHECK(*map.find("") == 7);
}

}  // namespace waarmerk::jsonld
