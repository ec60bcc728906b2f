#include "node/credential/achievement_rules.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "node/credential/achievement.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// The path at which the sample breaks a rule with this member set, or nothing.
std::string path_with(std::string_view name, std::string_view value) {
  const auto sample = tests::sample_achievement();
  const auto member = tests::parse_json(value);
  const auto changed = json::with_member(sample.root(), name, member.root()).value();
  const auto checked = check_achievement(Place(changed.root(), "$"), {});
  return checked ? "" : checked.error().path;
}

std::string path_without(std::string_view name) {
  const auto changed = json::without_member(tests::sample_achievement().root(), name).value();
  const auto checked = check_achievement(Place(changed.root(), "$"), {});
  return checked ? "" : checked.error().path;
}

Result<void> check_badge(const json::Document& document) {
  return check_open_badge(read_credential(document).value());
}

/// The path at which a badge breaks a rule with this member set at its top.
std::string badge_path_with(std::string_view name, std::string_view value) {
  const auto badge = write_badge(tests::sample_badge(tests::TestParty::with_key(1))).value();
  const auto member = tests::parse_json(value);
  const auto checked = check_badge(json::with_member(badge.root(), name, member.root()).value());
  return checked ? "" : checked.error().path;
}

}  // namespace

TEST_CASE("the words of the standard are known, and extensions have their own") {
  CHECK(is_achievement_type("Badge"));
  CHECK(is_achievement_type("ext:SwimmingDiploma"));
  CHECK(!is_achievement_type("Swimming"));
  CHECK(!is_achievement_type("ext:"));
  CHECK(!is_achievement_type("ext:a b"));
  CHECK(is_result_type("RubricCriterionLevel"));
  CHECK(!is_result_type("Level"));
  CHECK(is_result_status("Completed"));
  CHECK(!is_result_status("ext:Completed"));
  CHECK(is_identity_type("emailAddress"));
  CHECK(!is_identity_type("email"));
}

TEST_CASE("an achievement must say what it is, and for what") {
  CHECK(path_without("tag").empty());
  CHECK(path_without("id") == "$.id");
  CHECK(path_without("type") == "$.type");
  CHECK(path_without("name") == "$.name");
  CHECK(path_without("description") == "$.description");
  CHECK(path_without("criteria") == "$.criteria");
  CHECK(path_with("name", "\"\"") == "$.name");
  CHECK(path_with("name", "7") == "$.name");
  CHECK(path_with("criteria", "\"text\"") == "$.criteria");
  CHECK(path_with("criteria", R"({"id":"nowhere"})") == "$.criteria.id");
}

TEST_CASE("each part of an achievement has its type and its members") {
  CHECK(path_with("achievementType", "\"Swimming\"") == "$.achievementType");
  CHECK(path_with("image", R"({"id":"https://a.example","type":"Photo"})") == "$.image.type");
  CHECK(path_with("image", R"({"id":"a.png","type":"Image"})") == "$.image.id");
  CHECK(path_with("alignment", R"([{"type":"Alignment","targetName":"n"}])") ==
        "$.alignment[0].targetUrl");
  CHECK(path_with("tag", "[\"a\",1]") == "$.tag[1]");
  CHECK(path_with("creator", R"({"id":"did:x:y","type":"Person"})") == "$.creator.type");
  CHECK(path_with("resultDescription",
                  R"({"id":"urn:x:1","type":"ResultDescription","name":"n","resultType":"X"})") ==
        "$.resultDescription.resultType");
  CHECK(path_with("resultDescription", R"([{"id":"urn:x:1","type":"ResultDescription","name":"n",
        "resultType":"Status","rubricCriterionLevel":[{"id":"urn:x:2","name":"n","type":"X"}]}])") ==
        "$.resultDescription[0].rubricCriterionLevel[0].type");
}

TEST_CASE("more alignments than the limit are refused") {
  std::string many = "[";
  for (int i = 0; i < 257; ++i) {
    many += R"({"type":"Alignment","targetName":"n","targetUrl":"https://a.example"},)";
  }
  many.back() = ']';
  CHECK(path_with("alignment", many) == "$.alignment");
}

TEST_CASE("a badge keeps the rules beyond the envelope") {
  const auto badge = write_badge(tests::sample_badge(tests::TestParty::with_key(1))).value();
  CHECK(check_badge(badge).has_value());
  CHECK(badge_path_with("@context", R"(["https://www.w3.org/ns/credentials/v2"])") == "$.@context");
  CHECK(badge_path_with("issuer", R"({"id":"did:x:y","type":"Person"})") == "$.issuer.type");
  CHECK(badge_path_with("issuer", R"("did:x:y")").empty());
  CHECK(badge_path_with("evidence", R"({"id":"urn:x:1","type":"Proof"})") == "$.evidence.type");
  CHECK(badge_path_with("credentialSubject", R"({"id":"did:x:y","type":"AchievementSubject"})") ==
        "$.credentialSubject.achievement");
  CHECK(badge_path_with("credentialSubject", R"({"type":"AchievementSubject","achievement":{}})") ==
        "$.credentialSubject");
  CHECK(badge_path_with("credentialSubject", R"([{"id":"did:x:y"},{"id":"did:x:z"}])") ==
        "$.credentialSubject");
}

TEST_CASE("a badge without id or start is refused") {
  const auto badge = write_badge(tests::sample_badge(tests::TestParty::with_key(1))).value();
  for (const char* name : {"id", "validFrom"}) {
    const auto without = json::without_member(badge.root(), name).value();
    CHECK(check_badge(without).error().path == std::string("$.") + name);
  }
}
