#include "node/credential/secure_jwt.hpp"

#include <utility>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/jwt.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/old_jwt.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {
namespace {

/// `document` with one more claim, whose value is JSON text.
Result<json::Document> with_claim(const json::Document& document, std::string_view name,
                                  std::string_view json) {
  if (document.root().find(name)) {
    return fail(malformed, "It has a claim of this name already.", "$." + std::string(name));
  }
  TRY(value, json::parse("[" + std::string(json) + "]"));
  return json::with_member(document.root(), name, *value.root().elements().begin());
}

std::string quoted(std::string_view text) {
  json::Writer writer;
  return writer.string(text).take();
}

Result<json::Document> with_claims(json::Document document, const JwtOptions& options) {
  for (const std::string_view name : {"vc", "vp"}) {
    if (document.root().find(name)) {
      return fail(malformed, "A claim of VC 1.1 may not be there.", "$." + std::string(name));
    }
  }
  if (options.created) {
    const auto seconds = std::to_string(jose::numeric_date(*options.created));
    TRY(dated, with_claim(document, "iat", seconds));
    document = dated;
  }
  if (!options.challenge.empty()) {
    TRY(asked, with_claim(document, "nonce", quoted(options.challenge)));
    document = asked;
  }
  if (!options.domain.empty()) {
    TRY(addressed, with_claim(document, "aud", quoted(options.domain)));
    document = addressed;
  }
  return document;
}

}  // namespace

Result<std::string> kind_of(const json::Document& document) {
  const Place place(document.root(), "$");
  if (place.has_type("VerifiableCredential")) return std::string("vc");
  if (place.has_type("VerifiablePresentation")) return std::string("vp");
  return place.fail_at("type", malformed, "It is no credential and no presentation.");
}

Result<std::string> secure_jwt(const json::Document& unsecured, const JwtOptions& options,
                               const keys::Signer& signer) {
  TRY(kind, kind_of(unsecured));
  TRY(payload, with_claims(unsecured, options));
  const jose::JwsOptions header{
      .type = kind + "+jwt", .content_type = kind, .key_id = options.verification_method};
  return jose::sign_jws(bytes_of(payload.text()), header, signer);
}

Result<std::string> secure_old_jwt(const json::Document& unsecured, const JwtOptions& options,
                                   const keys::Signer& signer) {
  TRY(claims,
      write_old_claims(unsecured, {.nonce = options.challenge, .audience = options.domain}));
  std::string payload = claims;
  if (options.created) {
    TRY(document, json::parse(claims));
    const auto seconds = std::to_string(jose::numeric_date(*options.created));
    TRY(dated, with_claim(document, "iat", seconds));
    payload = dated.text();
  }
  const jose::JwsOptions header{.type = "JWT", .key_id = options.verification_method};
  return jose::sign_jws(bytes_of(payload), header, signer);
}

Result<json::Document> envelop(std::string_view compact, std::string_view type) {
  const bool is_credential = !type.starts_with("vp");
  json::Writer writer;
  writer.begin_object();
  writer.name("@context").begin_array().string(context_v2).end_array();
  writer.member("id", "data:application/" + std::string(type) + "," + std::string(compact));
  writer.name("type").begin_array();
  writer.string(is_credential ? "EnvelopedVerifiableCredential"
                              : "EnvelopedVerifiablePresentation");
  writer.end_array().end_object();
  return json::parse(writer.text());
}

}  // namespace waarmerk::node::credential
