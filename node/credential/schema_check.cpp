#include "node/credential/schema_check.hpp"

#include <cassert>
#include <string>
#include <string_view>

#include "crypto/json/parse.hpp"
#include "crypto/json/schema.hpp"
#include "node/credential/schema_text.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::string_view kind = "1EdTechJsonSchemaValidator2019";
constexpr std::string_view place = "https://purl.imsglobal.org/spec/ob/v3p0/schema/";

/// Compiled when it is first asked for; the schema is ours, so it compiles.
json::Schema compile(std::string_view definition) {
  const auto document = json::parse(open_badges_schema_text);
  assert(document);
  auto schema = json::Schema::compile(*document, definition);
  assert(schema);
  return std::move(*schema);
}

const json::Schema& achievement_schema() {
  static const auto schema = compile("AchievementCredential");
  return schema;
}

const json::Schema& old_achievement_schema() {
  static const auto schema = compile("AchievementCredential_1_1");
  return schema;
}

const json::Schema& endorsement_schema() {
  static const auto schema = compile("EndorsementCredential");
  return schema;
}

bool is_old(const Credential& credential) {
  return !credential.contexts.empty() && credential.contexts.front() == context_v1;
}

/// What a schema is called behind `…/schema/json/` or `…/schema/json-ld/`.
std::string_view file_of(std::string_view url) {
  if (!url.starts_with(place)) return {};
  url.remove_prefix(place.size());
  for (const std::string_view folder : {"json/", "json-ld/"}) {
    if (url.starts_with(folder)) return url.substr(folder.size());
  }
  return {};
}

const json::Schema* find_schema(const Credential& credential, std::string_view url) {
  const auto file = file_of(url);
  if (file == "ob_v3p0_achievementcredential_schema.json") return &achievement_schema();
  if (file == "ob_v3p0_endorsementcredential_schema.json") return &endorsement_schema();
  if (file != "ob_v3p0_anyachievementcredential_schema.json") return nullptr;
  return is_old(credential) ? &old_achievement_schema() : &achievement_schema();
}

Check check_one(const Credential& credential, json::Value entry) {
  const auto id = entry.find("id");
  const auto url = std::string(id ? id->string().value_or("") : "");
  const auto type = entry.find("type");
  const bool is_kind = type && text_in(*type) == kind;
  const auto* schema = is_kind ? find_schema(credential, url) : nullptr;
  if (schema == nullptr) return make_check(Finding::schema_unknown, {{"schema", url}});
  const auto kept = schema->check(credential.document.root());
  if (kept) return make_check(Finding::schema_good, {}, url);
  return make_check(Finding::schema_broken, {}, kept.error().path + ": " + kept.error().detail);
}

}  // namespace

std::vector<Check> check_schemas(const Credential& credential) {
  std::vector<Check> checks;
  for (const auto& entry : credential.schemas) checks.push_back(check_one(credential, entry));
  return checks;
}

}  // namespace waarmerk::node::credential
