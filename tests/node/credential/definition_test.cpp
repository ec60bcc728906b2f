#include "node/credential/definition.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "node/credential/achievement.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

/// The sample without what only its own words say.
json::Document defined() {
  return *json::without_member(tests::sample_achievement().root(), "ext:place");
}

json::Document with(std::string_view name, std::string_view value) {
  return *json::with_member(defined().root(), name, tests::parse_json(value).root());
}

Error refused(const json::Document& achievement) {
  const auto checked = check_definition(achievement);
  REQUIRE_FALSE(checked);
  return checked.error();
}

}  // namespace

TEST_CASE("an achievement whose every word is defined can be signed for") {
  const auto checked = check_definition(defined());
  CHECK_MESSAGE(checked, (checked ? "" : checked.error().path + checked.error().detail));
  CHECK(check_definition(with("humanCode", R"("TM-1")")));
}

TEST_CASE("a word that no context defines is refused with its place in the achievement") {
  const auto error = refused(with("humanKode", R"("TM-1")"));
  CHECK(error.code == bad_achievement);
  CHECK(error.path == "$.humanKode");
  CHECK(refused(with("criteria", R"({"narrative":"Ten.","narative":"Ten."})")).path ==
        "$.criteria.narative");
}

TEST_CASE("a type that no context defines, and a broken rule, are refused too") {
  CHECK(refused(with("type", R"(["Achievement","Achivement"])")).path.starts_with("$.type"));
  CHECK(refused(with("name", "5")).path == "$.name");
}

}  // namespace waarmerk::node::credential
