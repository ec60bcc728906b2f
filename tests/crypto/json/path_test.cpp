#include "crypto/json/path.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"

namespace waarmerk::json {

TEST_CASE("a plain name follows a dot, any other is quoted") {
  CHECK(member_path("$", "name_2") == "$.name_2");
  CHECK(member_path("$.a", "@context") == "$.a['@context']");
  CHECK(member_path("$", "2nd") == "$['2nd']");
  CHECK(member_path("$", "") == "$['']");
  CHECK(member_path("$", "it's a \\\n") == "$['it\\'s a \\\\\\u000a']");
  CHECK(element_path("$.a", 12) == "$.a[12]");
}

TEST_CASE("a name that is too long is cut between two characters") {
  CHECK(member_path("$", std::string(64, 'x')).size() == 66);
  CHECK(member_path("$", std::string(65, 'x')).size() == 66);
  CHECK(member_path("$", std::string(63, 'x') + "\xC3\xA9") == "$." + std::string(63, 'x'));
}

TEST_CASE("the path to a place names each step") {
  const auto document = parse(R"([0,{"a":1.5,"b c":{"d":[7,"x"]}},2])");
  REQUIRE(document);
  const Value root = document->root();
  const Value object = *++root.elements().begin();
  const Value array = *object.find("b c")->find("d");
  const auto path_to = [&](Value value) { return path_between(Place::of(root), Place::of(value)); };
  CHECK(path_to(root) == "$");
  CHECK(path_to(object) == "$[1]");
  CHECK(path_to(*object.find("a")) == "$[1].a");
  CHECK(path_to(*array.elements().begin()) == "$[1]['b c'].d[0]");
  CHECK(path_to(*++array.elements().begin()) == "$[1]['b c'].d[1]");
}

}  // namespace waarmerk::json
