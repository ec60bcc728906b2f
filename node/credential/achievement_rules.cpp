#include "node/credential/achievement_rules.hpp"

#include <array>
#include <string_view>

#include "node/credential/achievement.hpp"
#include "node/credential/endorsement_rules.hpp"
#include "node/credential/field_rules.hpp"
#include "node/credential/profile_rules.hpp"
#include "node/credential/vocabularies.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto achievement_texts = std::to_array<std::string_view>(
    {"inLanguage", "fieldOfStudy", "specialization", "humanCode", "version"});

Result<void> check_alignment(const Place& place) {
  TRY_OK(expect_object(place, "Alignment"));
  TRY_OK(expect_text(place, "targetName", Presence::required));
  TRY_OK(expect_url(place, "targetUrl", Presence::required));
  TRY_OK(expect_word(place, "targetType", Presence::optional, is_target_type));
  for (const auto* name : {"targetCode", "targetDescription", "targetFramework"}) {
    TRY_OK(expect_text(place, name, Presence::optional));
  }
  return {};
}

Result<void> check_rubric_level(const Place& level, const CredentialLimits& limits) {
  TRY_OK(expect_object(level, "RubricCriterionLevel"));
  TRY_OK(expect_url(level, "id", Presence::required));
  TRY_OK(expect_text(level, "name", Presence::required));
  for (const auto* name : {"description", "level", "points"}) {
    TRY_OK(expect_text(level, name, Presence::optional));
  }
  return check_alignments(level, limits);
}

Result<void> check_result_description(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "ResultDescription"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_text(place, "name", Presence::required));
  TRY_OK(expect_word(place, "resultType", Presence::required, is_result_type));
  TRY_OK(expect_texts(place, "allowedValue", limits.related_max));
  TRY_OK(expect_url(place, "requiredLevel", Presence::optional));
  for (const auto* name : {"requiredValue", "valueMin", "valueMax"}) {
    TRY_OK(expect_text(place, name, Presence::optional));
  }
  TRY_OK(check_alignments(place, limits));
  return each(place, "rubricCriterionLevel", limits.related_max, bad_achievement,
              [&](const Place& level) { return check_rubric_level(level, limits); });
}

Result<void> check_criteria(const Place& place) {
  const auto criteria = place.find("criteria");
  if (!criteria || !criteria->value().is(json::Kind::object)) {
    return place.fail_at("criteria", bad_achievement, "It must say what it is given for.");
  }
  TRY_OK(expect_url(*criteria, "id", Presence::optional));
  return expect_text(*criteria, "narrative", Presence::optional);
}

Result<void> check_related(const Place& place) {
  TRY_OK(expect_object(place, "Related"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_text(place, "inLanguage", Presence::optional));
  return expect_text(place, "version", Presence::optional);
}

/// A Profile; the id alone, as some write it, is taken too.
Result<void> check_creator(const Place& place, const CredentialLimits& limits) {
  const auto creator = place.find("creator");
  if (creator && creator->value().is(json::Kind::object)) return check_profile(*creator, limits);
  return expect_url(place, "creator", Presence::optional);
}

}  // namespace

Result<void> check_alignments(const Place& place, const CredentialLimits& limits) {
  return each(place, "alignment", limits.related_max, bad_achievement, check_alignment);
}

Result<void> check_achievement(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "Achievement"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_text(place, "name", Presence::required));
  TRY_OK(expect_text(place, "description", Presence::required));
  TRY_OK(check_criteria(place));
  TRY_OK(expect_word(place, "achievementType", Presence::optional, is_achievement_type));
  for (const auto name : achievement_texts) TRY_OK(expect_text(place, name, Presence::optional));
  TRY_OK(expect_number(place, "creditsAvailable", Presence::optional));
  TRY_OK(expect_texts(place, "tag", limits.related_max));
  TRY_OK(check_image(place));
  TRY_OK(check_alignments(place, limits));
  TRY_OK(check_creator(place, limits));
  TRY_OK(check_other_identifiers(place, limits));
  TRY_OK(each(place, "related", limits.related_max, bad_achievement, check_related));
  TRY_OK(check_endorsements(place, limits));
  return each(place, "resultDescription", limits.related_max, bad_achievement,
              [&](const Place& result) { return check_result_description(result, limits); });
}

}  // namespace waarmerk::node::credential
