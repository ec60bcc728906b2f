#include "node/credential/vocabularies.hpp"

#include <algorithm>
#include <array>

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

constexpr auto target_types = std::to_array<std::string_view>({
    "CFItem",
    "CFRubric",
    "CFRubricCriterion",
    "CFRubricCriterionLevel",
    "CTDL",
    "ceasn:Competency",
    "ceterms:Credential",
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

bool is_target_type(std::string_view type) {
  return holds(target_types, type) || is_extension(type);
}

}  // namespace waarmerk::node::credential
