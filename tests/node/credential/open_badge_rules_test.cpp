#include "node/credential/open_badge_rules.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

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

/// The path at which a badge breaks a rule whose subject has this member as well.
std::string subject_path_with(std::string_view name, std::string_view value) {
  const auto badge = write_badge(tests::sample_badge(tests::TestParty::with_key(1))).value();
  const auto subject = badge.root().find("credentialSubject").value();
  const auto changed = json::with_member(subject, name, tests::parse_json(value).root()).value();
  return badge_path_with("credentialSubject", changed.text());
}

}  // namespace

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

TEST_CASE("what a subject says of how it went is checked") {
  CHECK(subject_path_with("creditsEarned", "3").empty());
  CHECK(subject_path_with("creditsEarned", "\"3\"") == "$.credentialSubject.creditsEarned");
  CHECK(subject_path_with("role", "\"host\"").empty());
  CHECK(subject_path_with("role", "1") == "$.credentialSubject.role");
  CHECK(subject_path_with("activityStartDate", "\"2026-01-05T00:00:00Z\"").empty());
  CHECK(subject_path_with("activityEndDate", "\"2026-01-05\"") ==
        "$.credentialSubject.activityEndDate");
  CHECK(subject_path_with("result", R"({"type":["Result"],"status":"Completed","value":"8"})")
            .empty());
  CHECK(subject_path_with("result", R"([{"type":["Result"],"status":"Done"}])") ==
        "$.credentialSubject.result[0].status");
  CHECK(subject_path_with("result", R"({"type":["Result"],"achievedLevel":"two"})") ==
        "$.credentialSubject.result.achievedLevel");
  CHECK(subject_path_with("source", R"({"id":"did:x:y","type":"Person"})") ==
        "$.credentialSubject.source.type");
  CHECK(subject_path_with("identifier", R"([{"type":"IdentityObject"}])") ==
        "$.credentialSubject.identifier[0].identityHash");
}

TEST_CASE("the image, the evidence and the endorsements of a badge are checked") {
  CHECK(badge_path_with("awardedDate", "\"today\"") == "$.awardedDate");
  CHECK(badge_path_with("evidence", R"([{"type":["Evidence"],"name":"n"}])").empty());
  CHECK(badge_path_with("evidence", R"([{"type":["Evidence"],"name":1}])") == "$.evidence[0].name");
  CHECK(badge_path_with("endorsementJwt", "\"x\"") == "$.endorsementJwt");
  CHECK(badge_path_with("image", R"({"id":"https://a.example","type":"Image","caption":1})") ==
        "$.image.caption");
}
