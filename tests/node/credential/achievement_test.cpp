#include "node/credential/achievement.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

TEST_CASE("an achievement is read with its alignments, rubric and image") {
  const auto achievement = read_achievement(tests::sample_achievement().root());
  REQUIRE(achievement.has_value());
  CHECK(achievement->name == "Language café host");
  CHECK(achievement->achievement_type == "CommunityService");
  CHECK(achievement->criteria_id == "https://library.example/badges/language-cafe/criteria");
  CHECK(achievement->in_language == "en");
  CHECK(achievement->tags.size() == 3);
  CHECK(achievement->image.value().caption == "A cup with two speech balloons");
  REQUIRE(achievement->alignments.size() == 2);
  CHECK(achievement->alignments[0].target_framework == "ESCO");
  CHECK(achievement->alignments[1].target_code == "B1");
  REQUIRE(achievement->results.size() == 1);
  REQUIRE(achievement->results[0].rubric.size() == 2);
  CHECK(achievement->results[0].rubric[1].name == "On one's own");
}

TEST_CASE("what is written is read back the same") {
  auto achievement = read_achievement(tests::sample_achievement().root()).value();
  achievement.credits_available = 1.5;
  json::Writer once;
  write_achievement(once, achievement);
  const auto back = read_achievement(tests::parse_json(once.text()).root());
  REQUIRE(back.has_value());
  json::Writer twice;
  write_achievement(twice, *back);
  CHECK(once.text() == twice.text());
  CHECK(back->credits_available == 1.5);
}

TEST_CASE(
    "a text in several languages is shown in the first, and a single value stands for a list") {
  const auto achievement = read_achievement(tests::parse_json(R"({
    "id": "urn:uuid:1", "type": "Achievement", "name": {"nl": "Gastvrouw", "en": "Host"},
    "description": "d", "criteria": {"narrative": "c"}, "tag": "one",
    "creator": "did:web:library.example", "image": "https://a.example/i.png",
    "alignment": {"type": "Alignment", "targetName": "n", "targetUrl": "https://a.example"}
  })")
                                                .root());
  REQUIRE(achievement.has_value());
  CHECK(achievement->name == "Gastvrouw");
  CHECK(achievement->tags == std::vector<std::string>{"one"});
  CHECK(achievement->creator == "did:web:library.example");
  CHECK(achievement->image.value().id == "https://a.example/i.png");
  CHECK(achievement->alignments.size() == 1);
}
