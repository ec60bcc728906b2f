#include "node/trust/recognized_entity.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/trust/bit_credential.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr std::string_view entity_type = "RecognizedEntity";
constexpr std::string_view action_type = "RecognizedAction";
constexpr std::string_view issue_action = "issue";

/// The draft has no context yet. Without one `eddsa-rdfc-2022` would sign none of its words.
constexpr Wording recognition{
    .context = "https://www.w3.org/ns/credentials/undefined-terms/v2",
    .type = recognized_entity_credential,
    .issuer_type = R"("RecognizedIssuer")",
};

Result<void> expect_type(const json::Reader& object, std::string_view type) {
  const auto types = object.strings("type");
  if (types && std::ranges::find(*types, type) != types->end()) return {};
  return object.fail_here(bad_bit, "This is to have the type " + std::string(type) + ".");
}

/// Who is recognised without a name is so by the issuer.
Result<bool> is_recognised_by(const json::Reader& action, const did::Did& issuer) {
  const auto by = action.find("recognizedBy");
  if (!by) return true;
  if (by->value().is(json::Kind::object)) {
    TRY(id, by->find_string("id"));
    return id == issuer.text();
  }
  TRY(url, by->string());
  return url == issuer.text();
}

/// Whether the issuer itself says it, and of whatever the entity issues. A member that is not known
/// here might leave something out, as `outputValidation` does: no schema is fetched or run.
Result<bool> is_to_issue(const json::Reader& action, const did::Did& issuer) {
  TRY_OK(expect_type(action, action_type));
  TRY(word, action.get_string("action"));
  TRY(is_ours, is_recognised_by(action, issuer));
  const auto is_whole =
      action.allow_only({"id", "type", "name", "description", "action", "recognizedBy"});
  return is_ours && is_whole && word == issue_action;
}

Result<bool> may_issue(const json::Reader& entity, const did::Did& issuer) {
  bool found = false;
  for (const auto& action : entity.one_or_many("recognizedTo")) {
    TRY(is_it, is_to_issue(action, issuer));
    found = found || is_it;
  }
  return found;
}

/// That it may issue is said where all that it issues is believed, and wholly.
void write_entity(json::Writer& writer, const Endorsement& said) {
  writer.name("credentialSubject").begin_object().member("id", said.trustee.text());
  writer.member("type", entity_type);
  if (!said.is_plain && said.scope.any && said.amount == full_amount) {
    writer.name("recognizedTo").begin_object().member("type", action_type);
    writer.member("action", issue_action).member("recognizedBy", said.truster.text());
    writer.end_object();
  }
  writer.end_object();
}

}  // namespace

Result<Endorsement> read_recognized_entity(const credential::Credential& credential) {
  if (!credential.has_type(recognized_entity_credential) || credential.subjects.size() != 1 ||
      credential.subject_ids.size() != 1) {
    return fail(bad_bit, "It does not recognise one entity that it names.");
  }
  const json::Reader document(credential.document);
  const json::Reader entity(credential.subjects.front(), "$.credentialSubject");
  TRY_OK(expect_type(entity, entity_type));
  const auto description = document.value().find("description");
  const std::string comment(description ? credential::text_in(*description) : "");
  TRY(read, read_bit(credential, comment));
  TRY(is_whole, may_issue(entity, read.truster));
  // Terms of others may narrow it too.
  if (read.is_plain && is_whole && !document.find("termsOfUse")) {
    read.is_plain = false;
    read.amount = full_amount;
    read.scope = any_scope();
  }
  return read;
}

Result<json::Document> write_recognized_entity(
    const Endorsement& said, const std::optional<credential::StatusEntry>& status) {
  json::Writer writer;
  begin_bit(writer, said, recognition);
  if (!said.comment.empty()) writer.member("description", said.comment);
  write_entity(writer, said);
  end_bit(writer, said, status);
  TRY(document, json::parse(writer.text()));
  TRY(credential, credential::read_credential(document));
  TRY_OK(read_recognized_entity(credential));
  return document;
}

std::string_view print_statement_form(StatementForm form) {
  switch (form) {
    case StatementForm::endorsement: return "endorsement";
    case StatementForm::recognized_entity: return "recognized-entity";
  }
  std::unreachable();
}

std::optional<StatementForm> parse_statement_form(std::string_view text) {
  for (const auto form : {StatementForm::endorsement, StatementForm::recognized_entity}) {
    if (text == print_statement_form(form)) return form;
  }
  return std::nullopt;
}

std::optional<StatementForm> form_of(const credential::Credential& credential) {
  if (credential.has_type(endorsement_credential)) return StatementForm::endorsement;
  if (!credential.has_type(recognized_entity_credential)) return std::nullopt;
  return StatementForm::recognized_entity;
}

Result<Endorsement> read_statement(const credential::Credential& credential) {
  return form_of(credential) == StatementForm::recognized_entity
             ? read_recognized_entity(credential)
             : read_endorsement(credential);
}

Result<json::Document> write_statement(const Endorsement& said, StatementForm form,
                                       const std::optional<credential::StatusEntry>& status) {
  return form == StatementForm::recognized_entity ? write_recognized_entity(said, status)
                                                  : write_endorsement(said, status);
}

}  // namespace waarmerk::node::trust
