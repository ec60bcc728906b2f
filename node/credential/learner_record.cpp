#include "node/credential/learner_record.hpp"

#include "node/credential/achievement.hpp"
#include "node/credential/achievement_rules.hpp"
#include "node/credential/endorsement_rules.hpp"
#include "node/credential/field_rules.hpp"
#include "node/credential/place.hpp"
#include "node/credential/profile_rules.hpp"

namespace waarmerk::node::credential {
namespace {

Result<void> check_association(const Place& place) {
  TRY_OK(expect_object(place, "Association"));
  TRY_OK(expect_text(place, "associationType", Presence::required));
  TRY_OK(expect_url(place, "sourceId", Presence::required));
  return expect_url(place, "targetId", Presence::required);
}

Result<void> check_content(const Place& place) {
  if (place.value().is(json::Kind::object) || place.value().is(json::Kind::string)) return {};
  return place.fail_here(bad_achievement, "This is no credential.");
}

Result<void> check_subject(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "ClrSubject"));
  const auto contents = place.find("verifiableCredential");
  const bool holds_nothing =
      !contents || (contents->value().is(json::Kind::array) && contents->value().size() == 0);
  if (holds_nothing) {
    return place.fail_at("verifiableCredential", bad_achievement, "The record holds nothing.");
  }
  TRY_OK(each(place, "verifiableCredential", limits.related_max, bad_achievement, check_content));
  TRY_OK(each(place, "identifier", limits.subjects_max, bad_achievement, check_identity));
  TRY_OK(each(place, "achievement", limits.related_max, bad_achievement,
              [&](const Place& one) { return check_achievement(one, limits); }));
  return each(place, "association", limits.related_max, bad_achievement, check_association);
}

}  // namespace

bool is_learner_record(const Credential& credential) {
  return credential.has_type("ClrCredential");
}

Result<void> check_learner_record(const Credential& credential, const CredentialLimits& limits) {
  const Place root(credential.document.root(), "$");
  if (!credential.id) return root.fail_at("id", bad_achievement, "It has no id.");
  if (!credential.valid_from) {
    return root.fail_at("validFrom", bad_achievement, "It does not say from when it is valid.");
  }
  TRY_OK(expect_text(root, "name", Presence::required));
  const auto issuer = root.find("issuer");
  if (issuer && issuer->value().is(json::Kind::object)) TRY_OK(check_profile(*issuer, limits));
  TRY_OK(check_image(root));
  TRY_OK(check_endorsements(root, limits));
  if (credential.subjects.size() != 1) {
    return root.fail_at("credentialSubject", bad_achievement, "It must have one subject.");
  }
  return each(root, "credentialSubject", 1, bad_achievement,
              [&](const Place& subject) { return check_subject(subject, limits); });
}

std::vector<json::Value> contents_of(const Credential& credential) {
  std::vector<json::Value> contents;
  if (!is_learner_record(credential)) return contents;
  for (const auto& subject : credential.subjects) {
    const auto found = subject.find("verifiableCredential");
    if (!found) continue;
    if (!found->is(json::Kind::array)) contents.push_back(*found);
    for (const json::Value one : found->elements()) contents.push_back(one);
  }
  return contents;
}

}  // namespace waarmerk::node::credential
