#include "node/credential/achievement_rules.hpp"

#include <algorithm>
#include <array>

#include "node/credential/achievement.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto achievement_types = std::to_array<std::string_view>({
    "Achievement",
    "ApprenticeshipCertificate",
    "Assessment",
    "Assignment",
    "AssociateDegree",
    "Award",
    "BachelorDegree",
    "Badge",
    "Certificate",
    "CertificateOfCompletion",
    "Certification",
    "CoCurricular",
    "CommunityService",
    "Competency",
    "Course",
    "Degree",
    "Diploma",
    "DoctoralDegree",
    "Fieldwork",
    "GeneralEducationDevelopment",
    "JourneymanCertificate",
    "LearningProgram",
    "License",
    "MasterCertificate",
    "MasterDegree",
    "Membership",
    "MicroCredential",
    "ProfessionalDoctorate",
    "QualityAssuranceCredential",
    "ResearchDoctorate",
    "SecondarySchoolDiploma",
});

constexpr auto result_types = std::to_array<std::string_view>({
    "GradePointAverage",
    "LetterGrade",
    "Percent",
    "PerformanceLevel",
    "PredictedScore",
    "RawScore",
    "Result",
    "RubricCriterion",
    "RubricCriterionLevel",
    "RubricScore",
    "ScaledScore",
    "Status",
});

constexpr auto result_statuses = std::to_array<std::string_view>({
    "Completed",
    "Enrolled",
    "Failed",
    "InProgress",
    "OnHold",
    "Provisional",
    "Withdrew",
});

constexpr auto identity_types = std::to_array<std::string_view>({
    "name",          "sourcedId",    "systemId",        "productId",
    "userName",      "accountId",    "emailAddress",    "nationalIdentityNumber",
    "isbn",          "issn",         "lisSourcedId",    "oneRosterSourcedId",
    "sisSourcedId",  "ltiContextId", "ltiDeploymentId", "ltiToolId",
    "ltiPlatformId", "ltiUserId",    "identifier",
});

bool holds(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// `ext:` and a name of letters, digits, dots, hyphens and underscores.
bool is_extension(std::string_view word) {
  if (!word.starts_with("ext:") || word.size() == 4) return false;
  return std::ranges::all_of(word.substr(4), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

Result<void> expect_object(const Place& place, std::string_view type) {
  if (!place.value().is(json::Kind::object)) {
    return place.fail_here(bad_achievement, "This must be an object.");
  }
  if (!place.has_type(type)) {
    return place.fail_at("type", bad_achievement, "The type must hold " + std::string(type) + ".");
  }
  return {};
}

/// A text, or the same text in several languages.
Result<void> expect_text(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  if (!found) return place.fail_at(name, bad_achievement, "This must be there.");
  const auto text = found->value().string();
  const bool is_languages = found->value().is(json::Kind::object) && found->value().size() > 0;
  if (text ? text->empty() : !is_languages) {
    return found->fail_here(bad_achievement, "This must be a text.");
  }
  return {};
}

enum class Presence { required, optional };

Result<void> expect_url(const Place& place, std::string_view name, Presence presence) {
  const auto found = place.find(name);
  if (!found && presence == Presence::optional) return {};
  if (!found) return place.fail_at(name, bad_achievement, "This must be there.");
  const auto text = found->value().string();
  if (!text || !is_url(*text)) return found->fail_here(bad_achievement, "This must be a URL.");
  return {};
}

using Vocabulary = bool (*)(std::string_view);

Result<void> expect_word(const Place& place, std::string_view name, Presence presence,
                         Vocabulary is_word) {
  const auto found = place.find(name);
  if (!found && presence == Presence::optional) return {};
  if (!found) return place.fail_at(name, bad_achievement, "This must be there.");
  const auto text = found->value().string();
  if (!text || !is_word(*text)) {
    return found->fail_here(bad_achievement, "This is not one of the words that may stand here.");
  }
  return {};
}

Result<void> check_image(const Place& place) {
  const auto image = place.find("image");
  if (!image) return {};
  if (!image->value().is(json::Kind::object)) {
    return expect_url(place, "image", Presence::required);
  }
  TRY_OK(expect_object(*image, "Image"));
  return expect_url(*image, "id", Presence::required);
}

Result<void> check_alignment(const Place& place) {
  TRY_OK(expect_object(place, "Alignment"));
  TRY_OK(expect_text(place, "targetName"));
  return expect_url(place, "targetUrl", Presence::required);
}

Result<void> check_alignments(const Place& place, const CredentialLimits& limits) {
  return each(place, "alignment", limits.related_max, bad_achievement, check_alignment);
}

Result<void> check_result_description(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "ResultDescription"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_text(place, "name"));
  TRY_OK(expect_word(place, "resultType", Presence::required, is_result_type));
  TRY_OK(check_alignments(place, limits));
  return each(place, "rubricCriterionLevel", limits.related_max, bad_achievement,
              [&](const Place& level) -> Result<void> {
                TRY_OK(expect_object(level, "RubricCriterionLevel"));
                TRY_OK(expect_url(level, "id", Presence::required));
                TRY_OK(expect_text(level, "name"));
                return check_alignments(level, limits);
              });
}

Result<void> check_criteria(const Place& place) {
  const auto criteria = place.find("criteria");
  if (!criteria || !criteria->value().is(json::Kind::object)) {
    return place.fail_at("criteria", bad_achievement, "It must say what it is given for.");
  }
  TRY_OK(expect_url(*criteria, "id", Presence::optional));
  return criteria->find("narrative") ? expect_text(*criteria, "narrative") : Result<void>();
}

Result<void> check_result(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "Result"));
  TRY_OK(expect_url(place, "resultDescription", Presence::optional));
  TRY_OK(expect_url(place, "achievedLevel", Presence::optional));
  TRY_OK(expect_word(place, "status", Presence::optional, is_result_status));
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

bool is_achievement_type(std::string_view type) {
  return holds(achievement_types, type) || is_extension(type);
}

bool is_result_type(std::string_view type) {
  return holds(result_types, type) || is_extension(type);
}

bool is_result_status(std::string_view status) { return holds(result_statuses, status); }

bool is_identity_type(std::string_view type) {
  return holds(identity_types, type) || is_extension(type);
}

Result<void> check_identity(const Place& place) {
  TRY_OK(expect_object(place, "IdentityObject"));
  TRY_OK(expect_text(place, "identityHash"));
  TRY_OK(expect_text(place, "identityType"));
  const auto hashed = place.find("hashed");
  if (!hashed || !hashed->value().boolean()) {
    return place.fail_at("hashed", bad_achievement, "This must be true or false.");
  }
  return place.find("salt") ? expect_text(place, "salt") : Result<void>();
}

Result<void> check_profile(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "Profile"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_url(place, "url", Presence::optional));
  TRY_OK(check_image(place));
  TRY_OK(each(place, "otherIdentifier", limits.related_max, bad_achievement,
              [](const Place& entry) { return expect_object(entry, "IdentifierEntry"); }));
  const auto parent = place.find("parentOrg");
  return parent ? expect_object(*parent, "Profile") : Result<void>();
}

Result<void> check_achievement(const Place& place, const CredentialLimits& limits) {
  TRY_OK(expect_object(place, "Achievement"));
  TRY_OK(expect_url(place, "id", Presence::required));
  TRY_OK(expect_text(place, "name"));
  TRY_OK(expect_text(place, "description"));
  TRY_OK(check_criteria(place));
  TRY_OK(expect_word(place, "achievementType", Presence::optional, is_achievement_type));
  TRY_OK(check_image(place));
  TRY_OK(check_alignments(place, limits));
  TRY_OK(
      each(place, "tag", limits.related_max, bad_achievement, [](const Place& tag) -> Result<void> {
        if (tag.value().string()) return {};
        return tag.fail_here(bad_achievement, "A tag is a text.");
      }));
  const auto creator = place.find("creator");
  if (creator && creator->value().is(json::Kind::object)) TRY_OK(check_profile(*creator, limits));
  return each(place, "resultDescription", limits.related_max, bad_achievement,
              [&](const Place& result) { return check_result_description(result, limits); });
}

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
  if (credential.subjects.size() != 1) {
    return root.fail_at("credentialSubject", bad_achievement, "It must have one subject.");
  }
  TRY_OK(each(root, "evidence", limits.related_max, bad_achievement,
              [](const Place& evidence) { return expect_object(evidence, "Evidence"); }));
  return each(root, "credentialSubject", 1, bad_achievement,
              [&](const Place& subject) { return check_subject(subject, limits); });
}

}  // namespace waarmerk::node::credential
