#include "node/credential/open_badge_rules.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "node/credential/achievement.hpp"
#include "node/credential/achievement_rules.hpp"
#include "node/credential/endorsement_rules.hpp"
#include "node/credential/field_rules.hpp"
#include "node/credential/place.hpp"
#include "node/credential/profile_rules.hpp"
#include "node/credential/vocabularies.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto evidence_texts =
    std::to_array<std::string_view>({"narrative", "name", "description", "genre", "audience"});

Result<void> check_evidence(const Place& place) {
  TRY_OK(expect_object(place, "Evidence"));
  TRY_OK(expect_url(place, "id", Presence::optional));
  for (const auto name : evidence_texts) TRY_OK(expect_text(place, name, Presence::optional));
  return {};
}

Result<void> check_result(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "Result"));
  TRY_OK(expect_url(place, "resultDescription", Presence::optional));
  TRY_OK(expect_url(place, "achievedLevel", Presence::optional));
  TRY_OK(expect_word(place, "status", Presence::optional, is_result_status));
  TRY_OK(expect_text(place, "value", Presence::optional));
  return check_alignments(place, limits);
}

Result<void> check_subject(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "AchievementSubject"));
  if (!place.find("id") && !place.find("identifier")) {
    return place.fail_here(bad_achievement, "It does not say who the badge was given to.");
  }
  TRY_OK(each(place, "identifier", limits.subjects_max, bad_achievement, check_identity));
  if (const auto source = place.find("source")) TRY_OK(check_profile(*source, limits));
  TRY_OK(check_image(place));
  for (const auto* name : {"licenseNumber", "narrative", "role", "term"}) {
    TRY_OK(expect_text(place, name, Presence::optional));
  }
  TRY_OK(expect_number(place, "creditsEarned", Presence::optional));
  TRY_OK(expect_time(place, "activityStartDate"));
  TRY_OK(expect_time(place, "activityEndDate"));
  TRY_OK(each(place, "result", limits.related_max, bad_achievement,
              [&](const Place& result) { return check_result(result, limits); }));
  const auto achievement = place.find("achievement");
  if (!achievement) return place.fail_at("achievement", bad_achievement, "This must be there.");
  return check_achievement(*achievement, limits);
}

Result<void> check_context(const Credential& credential) {
  constexpr std::string_view start = "https://purl.imsglobal.org/spec/ob/v3p0/context";
  const bool found = std::ranges::any_of(credential.contexts, [&](std::string_view url) {
    return url.starts_with(start) && url.ends_with(".json");
  });
  if (found) return {};
  return fail(bad_achievement, "The context of Open Badges 3.0 is not there.", "$.@context");
}

}  // namespace

Result<void> check_open_badge(const Credential& credential, const CredentialLimits& limits) {
  const Place root(credential.document.root(), "$");
  TRY_OK(check_context(credential));
  if (!credential.id) return root.fail_at("id", bad_achievement, "It has no id.");
  if (!credential.valid_from) {
    return root.fail_at("validFrom", bad_achievement, "It does not say from when it is valid.");
  }
  const auto issuer = root.find("issuer");
  if (issuer && issuer->value().is(json::Kind::object)) TRY_OK(check_profile(*issuer, limits));
  TRY_OK(check_image(root));
  TRY_OK(expect_time(root, "awardedDate"));
  TRY_OK(check_endorsements(root, limits));
  if (credential.subjects.size() != 1) {
    return root.fail_at("credentialSubject", bad_achievement, "It must have one subject.");
  }
  TRY_OK(each(root, "evidence", limits.related_max, bad_achievement, check_evidence));
  return each(root, "credentialSubject", 1, bad_achievement,
              [&](const Place& subject) { return check_subject(subject, limits); });
}

}  // namespace waarmerk::node::credential
