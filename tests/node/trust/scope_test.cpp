#include "node/trust/scope.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::trust {
namespace {

Scope about(Dimension dimension, std::set<std::string> values) {
  return {.values = {{dimension, std::move(values)}}};
}

}  // namespace

TEST_CASE("a scope covers what it names, in every dimension that it names") {
  const Hierarchy none;
  auto scope = about(Dimension::skill, {"https://esco.example/skill/1"});
  auto asked = about(Dimension::skill, {"https://esco.example/skill/1"});
  CHECK(covers(scope, asked, none));
  asked.values[Dimension::jurisdiction] = {"NL"};
  CHECK(covers(scope, asked, none));
  scope.values[Dimension::jurisdiction] = {"BE"};
  CHECK_FALSE(covers(scope, asked, none));
  scope.values[Dimension::jurisdiction] = {"BE", "NL"};
  CHECK(covers(scope, asked, none));
}

TEST_CASE("all that is asked must be covered, or a badge would borrow trust for its other half") {
  const auto scope = about(Dimension::skill, {"welding"});
  CHECK_FALSE(covers(scope, about(Dimension::skill, {"welding", "surgery"}), {}));
  CHECK_FALSE(covers(scope, {}, {}));
  CHECK_FALSE(covers(scope, about(Dimension::skill, {}), {}));
}

TEST_CASE("an objection to one thing is about a badge for that and for something else") {
  auto scope = about(Dimension::skill, {"welding"});
  CHECK(touches(scope, about(Dimension::skill, {"welding", "surgery"}), {}));
  CHECK_FALSE(touches(scope, about(Dimension::skill, {"surgery"}), {}));
  CHECK_FALSE(touches(scope, about(Dimension::jurisdiction, {"NL"}), {}));
  CHECK_FALSE(touches({}, about(Dimension::skill, {"welding"}), {}));
  CHECK(touches(any_scope(), {}, {}));
  scope.values[Dimension::jurisdiction] = {"NL"};
  auto asked = about(Dimension::skill, {"welding", "surgery"});
  CHECK_FALSE(touches(scope, asked, {}));
  asked.values[Dimension::jurisdiction] = {"BE", "NL"};
  CHECK(touches(scope, asked, {}));
}

TEST_CASE("of all that is asked so much is held against an objection as has a limit") {
  std::set<std::string> many;
  for (std::size_t i = 1; i < touched_values_max; ++i) many.insert("a" + std::to_string(i));
  const auto scope = about(Dimension::skill, {"welding"});
  many.insert("welding");  // the last of the first thousand
  CHECK(touches(scope, about(Dimension::skill, many), {}));
  many.insert("a");
  CHECK_FALSE(touches(scope, about(Dimension::skill, many), {}));
  CHECK(touches(any_scope(), about(Dimension::skill, many), {}));
}

TEST_CASE("a scope that names nothing covers nothing, and only `any` covers everything") {
  CHECK_FALSE(covers({}, about(Dimension::skill, {"welding"}), {}));
  CHECK(covers(any_scope(), about(Dimension::skill, {"welding"}), {}));
  CHECK(covers(any_scope(), {}, {}));
}

TEST_CASE("a URI covers what stands below it, and not what only begins alike") {
  const auto asked = [](std::string value) { return about(Dimension::skill, {std::move(value)}); };
  const auto scope = asked("https://esco.example/skill");
  CHECK(covers(scope, asked("https://esco.example/skill/1"), {}));
  CHECK_FALSE(covers(scope, asked("https://esco.example/skills"), {}));
  CHECK(covers(asked("https://esco.example/"), asked("https://esco.example/skill"), {}));
  CHECK_FALSE(covers(asked("NL"), asked("NL/ZH"), {}));
}

TEST_CASE("a scope that says two things, or too many, is refused") {
  CHECK(check_scope(any_scope()));
  CHECK(check_scope({}));
  auto both = about(Dimension::skill, {"welding"});
  CHECK(check_scope(both));
  both.any = true;
  CHECK(check_scope(both).error().code == bad_scope);
  CHECK_FALSE(check_scope(about(Dimension::skill, {})));
  CHECK_FALSE(check_scope(about(Dimension::skill, {""})));
  CHECK_FALSE(check_scope(about(Dimension::skill, {std::string(scope_value_bytes_max + 1, 'a')})));
  std::set<std::string> many;
  for (std::size_t i = 0; i < scope_values_max; ++i) many.insert(std::to_string(i));
  CHECK(check_scope(about(Dimension::skill, many)));
  many.insert("one more");
  CHECK_FALSE(check_scope(about(Dimension::skill, many)));
}

}  // namespace waarmerk::node::trust
