#include "cli/demo_badge.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "node/credential/achievement.hpp"

namespace waarmerk::cli {

TEST_CASE("the demo's badge is a whole Open Badges achievement") {
  const auto definition = json::parse(demo_achievement("https://library.example/taalmaatje"));
  REQUIRE(definition);
  const auto achievement = node::credential::read_achievement(definition->root());
  REQUIRE(achievement);
  CHECK(achievement->id == "https://library.example/taalmaatje");
  CHECK(achievement->name.contains(demo_level));
  CHECK_FALSE(achievement->criteria_narrative.empty());
  CHECK(achievement->in_language == "nl");
  CHECK(achievement->alignments.size() == 2);
  REQUIRE(achievement->image);
  CHECK(achievement->image->id.starts_with("data:image/svg+xml"));
}

TEST_CASE("the demo's evidence is a list of objects") {
  const auto evidence = json::parse(demo_evidence());
  REQUIRE(evidence);
  REQUIRE(evidence->root().size() == 1);
  for (const auto each : evidence->root().elements()) CHECK(each.is(json::Kind::object));
}

}  // namespace waarmerk::cli
