#include "node/credential/issuance.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/open_badge_rules.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {
namespace {

void write_text(json::Writer& writer, std::string_view name, std::string_view text) {
  if (!text.empty()) writer.member(name, text);
}

void write_type(json::Writer& writer, std::string_view type) {
  writer.name("type").begin_array().string(type).end_array();
}

void write_evidence(json::Writer& writer, const std::vector<Evidence>& evidence) {
  if (evidence.empty()) return;
  writer.name("evidence").begin_array();
  for (const auto& one : evidence) {
    writer.begin_object();
    write_text(writer, "id", one.id);
    write_type(writer, "Evidence");
    write_text(writer, "name", one.name);
    write_text(writer, "description", one.description);
    write_text(writer, "narrative", one.narrative);
    write_text(writer, "genre", one.genre);
    write_text(writer, "audience", one.audience);
    writer.end_object();
  }
  writer.end_array();
}

void write_results(json::Writer& writer, const std::vector<AchievementResult>& results) {
  if (results.empty()) return;
  writer.name("result").begin_array();
  for (const auto& one : results) {
    writer.begin_object();
    write_text(writer, "id", one.id);
    write_type(writer, "Result");
    write_text(writer, "resultDescription", one.result_description);
    write_text(writer, "value", one.value);
    write_text(writer, "status", one.status);
    write_text(writer, "achievedLevel", one.achieved_level);
    writer.end_object();
  }
  writer.end_array();
}

void write_subject(json::Writer& writer, const Badge& badge) {
  writer.name("credentialSubject").begin_object();
  if (badge.subject_id) writer.member("id", *badge.subject_id);
  write_type(writer, "AchievementSubject");
  if (!badge.identities.empty()) {
    writer.name("identifier").begin_array();
    for (const auto& identity : badge.identities) write_identity(writer, identity);
    writer.end_array();
  }
  writer.name("achievement").value(badge.achievement.root());
  write_text(writer, "narrative", badge.narrative);
  write_results(writer, badge.results);
  writer.end_object();
}

/// The client's entries first, then ours, always as an array where there are several.
void write_statuses(json::Writer& writer, std::optional<json::Value> client,
                    const std::vector<StatusEntry>& ours) {
  const bool is_array = client && client->is(json::Kind::array);
  const auto count = (client ? (is_array ? client->size() : 1) : 0) + ours.size();
  if (count > 1) writer.begin_array();
  if (client && !is_array) writer.value(*client);
  if (is_array) {
    for (const json::Value one : client->elements()) writer.value(one);
  }
  for (const auto& entry : ours) write_status_entry(writer, entry);
  if (count > 1) writer.end_array();
}

void write_head(json::Writer& writer, const Badge& badge) {
  writer.name("@context").begin_array().string(context_v2).string(context_ob3).end_array();
  writer.member("id", badge.id);
  writer.name("type").begin_array();
  writer.string("VerifiableCredential").string("OpenBadgeCredential").end_array();
  writer.name("issuer");
  write_profile(writer, badge.issuer);
  writer.member("validFrom", print_time(badge.valid_from));
  if (badge.valid_until) writer.member("validUntil", print_time(*badge.valid_until));
  if (badge.awarded) writer.member("awardedDate", print_time(*badge.awarded));
}

void write_words(json::Writer& writer, const Badge& badge) {
  const auto name = badge.achievement.root().find("name");
  if (!badge.name.empty()) {
    writer.member("name", badge.name);
  } else if (name) {
    write_text(writer, "name", text_in(*name));
  }
  write_text(writer, "description", badge.description);
  if (badge.image.empty()) return;
  writer.name("image").begin_object();
  writer.member("id", badge.image).member("type", "Image").end_object();
}

/// The results must be among those that the achievement knows, and so must their levels.
Result<void> check_results(const Badge& badge) {
  if (badge.results.empty()) return {};
  TRY(achievement, read_achievement(badge.achievement.root(), "$.credentialSubject.achievement"));
  for (const auto& result : badge.results) {
    const auto known =
        std::ranges::find(achievement.results, result.result_description, &ResultDescription::id);
    if (known == achievement.results.end()) {
      return fail(bad_achievement, "The achievement knows no such result.",
                  "$.credentialSubject.result");
    }
    const bool has_level =
        result.achieved_level.empty() || std::ranges::find(known->rubric, result.achieved_level,
                                                           &RubricLevel::id) != known->rubric.end();
    if (!has_level) {
      return fail(bad_achievement, "The result has no such level.", "$.credentialSubject.result");
    }
  }
  return {};
}

// The members that credentials v2 and Open Badges 3.0 give a credential.
constexpr auto known_members = std::to_array<std::string_view>({
    "@context",
    "awardedDate",
    "confidenceMethod",
    "credentialSchema",
    "credentialStatus",
    "credentialSubject",
    "description",
    "endorsement",
    "endorsementJwt",
    "evidence",
    "id",
    "image",
    "issuer",
    "name",
    "proof",
    "refreshService",
    "relatedResource",
    "renderMethod",
    "termsOfUse",
    "type",
    "validFrom",
    "validUntil",
});

Result<json::Document> string_document(std::string_view text) {
  json::Writer writer;
  writer.string(text);
  return json::parse(writer.text());
}

Result<json::Document> fill_in(const json::Document& client, std::string_view name,
                               std::string_view text) {
  if (client.root().find(name)) return client;
  TRY(value, string_document(text));
  return json::with_member(client.root(), name, value.root());
}

/// Whether the first context is that of VC 1.1.
bool is_of_old(json::Value credential) {
  const auto contexts = credential.find("@context");
  return contexts && contexts->size() > 0 && (*contexts->elements().begin()).string() == context_v1;
}

/// VC 1.1 has no words for a DataIntegrityProof: their context comes last.
Result<json::Document> with_proof_words(const json::Document& client) {
  constexpr std::string_view words = "https://w3id.org/security/data-integrity/v2";
  const auto contexts = client.root().find("@context");
  json::Writer writer;
  writer.begin_array();
  for (const json::Value context : contexts->elements()) {
    if (context.string() == words) return client;
    writer.value(context);
  }
  writer.string(words).end_array();
  TRY(all, json::parse(writer.text()));
  return json::with_member(client.root(), "@context", all.root());
}

Result<json::Document> add_statuses(const json::Document& client,
                                    const std::vector<StatusEntry>& statuses) {
  if (statuses.empty()) return client;
  json::Writer writer;
  write_statuses(writer, client.root().find("credentialStatus"), statuses);
  TRY(value, json::parse(writer.text()));
  return json::with_member(client.root(), "credentialStatus", value.root());
}

}  // namespace

Result<json::Document> write_badge(const Badge& badge) {
  TRY_OK(check_results(badge));
  json::Writer writer;
  writer.begin_object();
  write_head(writer, badge);
  write_words(writer, badge);
  write_subject(writer, badge);
  write_evidence(writer, badge.evidence);
  if (!badge.statuses.empty()) {
    writer.name("credentialStatus");
    write_statuses(writer, std::nullopt, badge.statuses);
  }
  writer.end_object();
  TRY(document, json::parse(writer.text()));
  TRY(credential, read_credential(document));
  TRY_OK(check_open_badge(credential));
  return document;
}

Result<json::Document> secure(const json::Document& unsecured, const SecureOptions& options,
                              const keys::Signer& signer) {
  proof::ProofOptions proof_options;
  proof_options.cryptosuite = options.cryptosuite;
  proof_options.verification_method = options.verification_method;
  proof_options.created = options.created;
  return proof::add_proof(unsecured, proof_options, signer, options.contexts);
}

Result<void> refuse_undefined(const Credential& credential,
                              std::span<const std::string_view> more_contexts,
                              std::span<const std::string_view> more_members) {
  const auto has = [](const auto& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
  };
  const auto root = credential.document.root();
  if (root.find("@context")->size() != credential.contexts.size()) return {};
  for (const std::string_view context : credential.contexts) {
    const bool is_known = context == context_v2 || has(more_contexts, context) ||
                          context.starts_with("https://purl.imsglobal.org/spec/ob/v3p0/context");
    if (!is_known) return {};
  }
  for (const json::Member member : root.members()) {
    if (has(known_members, member.name) || has(more_members, member.name)) continue;
    return fail(malformed, "No context defines this member.", "$." + std::string(member.name));
  }
  return {};
}

Result<json::Document> prepare_credential(const json::Document& client,
                                          const PrepareOptions& options) {
  if (!client.root().is(json::Kind::object)) return fail(malformed, "It is no object.", "$");
  if (client.root().find("proof")) {
    return fail(not_ours, "The credential is signed already.", "$.proof");
  }
  TRY(with_id, options.id ? fill_in(client, "id", *options.id) : client);
  const bool is_old = options.old_version && is_of_old(client.root());
  const auto* const beginning = is_old ? "issuanceDate" : "validFrom";
  TRY(dated,
      options.valid_from ? fill_in(with_id, beginning, print_time(*options.valid_from)) : with_id);
  TRY(worded, is_old ? with_proof_words(dated) : dated);
  TRY(complete, add_statuses(worded, options.statuses));
  TRY(credential, read_credential(complete));
  if (credential.version != ModelVersion::v2_0 && !is_old) {
    return fail(unsupported_version, "Only credentials of version 2.0 are issued.", "$.@context");
  }
  if (credential.issuer != options.issuer) {
    return fail(not_ours, "The issuer is not this organisation.", "$.issuer");
  }
  TRY_OK(refuse_undefined(credential));
  if (credential.is_open_badge()) TRY_OK(check_open_badge(credential));
  return complete;
}

}  // namespace waarmerk::node::credential
