#include "node/openid/credential_request.hpp"

#include <optional>
#include <utility>

#include "node/openid/authorization_details.hpp"
#include "node/openid/error_codes.hpp"

namespace waarmerk::node::openid {
namespace {

Result<std::string> read_configuration(json::Value body) {
  const auto identifier = body.find("credential_identifier");
  const auto configuration = body.find("credential_configuration_id");
  if (identifier && configuration) {
    return fail(invalid_credential_request, "One of two names says what is wanted, and not both.");
  }
  if (identifier) {
    auto named = configuration_of(identifier->string().value_or(""));
    if (!named) return fail(unknown_identifier, "No such credential identifier was given out.");
    return std::move(*named);
  }
  const auto text = configuration ? configuration->string() : std::nullopt;
  if (!text) return fail(invalid_credential_request, "credential_configuration_id is missing.");
  return std::string(*text);
}

Result<std::string> read_proof(json::Value body) {
  const auto proofs = body.find("proofs");
  const auto jwts = proofs ? proofs->find("jwt") : std::nullopt;
  if (!jwts || proofs->size() != 1) {
    return fail(invalid_proof, "The proofs must be there, of the type jwt and no other.");
  }
  if (jwts->size() != 1) return fail(invalid_proof, "One proof is taken at a time.");
  const auto text =
      jwts->is(json::Kind::array) ? (*jwts->elements().begin()).string() : std::nullopt;
  if (!text) return fail(invalid_proof, "A proof is a JWT, as a text in an array.");
  return std::string(*text);
}

/// An object, whose answer need not be encrypted.
Result<void> check_form(json::Value body) {
  if (!body.is(json::Kind::object)) {
    return fail(invalid_credential_request, "The request is an object.");
  }
  if (!body.find("credential_response_encryption")) return {};
  return fail(invalid_encryption, "Answers are encrypted by TLS alone here.");
}

}  // namespace

Result<CredentialRequest> read_credential_request(const json::Document& body) {
  TRY_OK(check_form(body.root()));
  TRY(configuration, read_configuration(body.root()));
  TRY(proof, read_proof(body.root()));
  const bool is_identified = body.root().find("credential_identifier").has_value();
  return CredentialRequest{std::move(configuration), std::move(proof), is_identified};
}

Result<std::string> read_deferred_request(const json::Document& body) {
  TRY_OK(check_form(body.root()));
  const auto id = body.root().find("transaction_id").and_then(&json::Value::string);
  if (!id) return fail(invalid_credential_request, "transaction_id is missing.");
  return std::string(*id);
}

}  // namespace waarmerk::node::openid
