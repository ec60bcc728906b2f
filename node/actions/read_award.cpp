#include "node/actions/read_award.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace waarmerk::node::actions {
namespace {

Result<std::string> string_or_empty(const json::Reader& reader, std::string_view name) {
  TRY(found, reader.find_string(name));
  return found.value_or("");
}

Result<credential::Evidence> read_evidence(const json::Reader& reader) {
  TRY_OK(reader.allow_only({"id", "name", "description", "narrative", "genre", "audience"}));
  credential::Evidence evidence;
  TRY(id, string_or_empty(reader, "id"));
  TRY(name, string_or_empty(reader, "name"));
  TRY(description, string_or_empty(reader, "description"));
  TRY(narrative, string_or_empty(reader, "narrative"));
  TRY(genre, string_or_empty(reader, "genre"));
  TRY(audience, string_or_empty(reader, "audience"));
  return credential::Evidence{id, name, description, narrative, genre, audience};
}

Result<credential::AchievementResult> read_result(const json::Reader& reader) {
  TRY_OK(reader.allow_only({"id", "resultDescription", "value", "status", "achievedLevel"}));
  TRY(id, string_or_empty(reader, "id"));
  TRY(description, string_or_empty(reader, "resultDescription"));
  TRY(value, string_or_empty(reader, "value"));
  TRY(status, string_or_empty(reader, "status"));
  TRY(level, string_or_empty(reader, "achievedLevel"));
  return credential::AchievementResult{id, description, value, status, level};
}

}  // namespace

Result<Award> read_award_claims(const json::Reader& reader) {
  Award award;
  TRY(achievement, reader.get_string("achievement"));
  award.achievement_id = achievement;
  TRY(valid_until, reader.find_time("validUntil"));
  TRY(awarded, reader.find_time("awardedDate"));
  TRY(narrative, string_or_empty(reader, "narrative"));
  award.valid_until = valid_until;
  award.awarded = awarded;
  award.narrative = narrative;
  for (const auto& each : reader.one_or_many("evidence")) {
    TRY(evidence, read_evidence(each));
    award.evidence.push_back(evidence);
  }
  for (const auto& each : reader.one_or_many("results")) {
    TRY(result, read_result(each));
    award.results.push_back(result);
  }
  return award;
}

}  // namespace waarmerk::node::actions
