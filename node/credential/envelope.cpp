#include "node/credential/envelope.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/encoding/base64.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/issuance.hpp"
#include "node/credential/place.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/secure_cose.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/secure_sd_jwt.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/signatures.hpp"

namespace waarmerk::node::credential {
namespace {

/// Has a word for every name (`@vocab`), so it defines none.
constexpr auto vague_contexts =
    std::to_array<std::string_view>({"https://www.w3.org/ns/credentials/examples/v2"});

/// What a JWT may say beside the credential (vc-jose-cose 3.1.3).
constexpr auto claims_of_jwt = std::to_array<std::string_view>(
    {"aud", "cnf", "exp", "iat", "iss", "jti", "nbf", "nonce", "sub"});

constexpr auto enclosed_starts =
    std::to_array<std::string_view>({"data:application/vc+jwt,", "data:application/vc+sd-jwt,",
                                     "data:application/vc+cose;base64,"});

/// An enveloped credential whose URL holds some envelope, or a credential.
Result<void> check_enclosed(const Place& one) {
  if (!one.has_type("EnvelopedVerifiableCredential")) {
    if (one.has_type("VerifiableCredential")) return {};
    return one.fail_here(malformed, "This is no credential.");
  }
  const auto id = one.find("id");
  const auto url = id ? id->value().string() : std::nullopt;
  const auto is_start = [&](std::string_view start) { return url && url->starts_with(start); };
  if (std::ranges::any_of(enclosed_starts, is_start)) return {};
  return one.fail_at("id", malformed, "This is no data: URL with a credential.");
}

Result<std::string> read_content(const json::Document& document, EnvelopeContent content) {
  if (content == EnvelopeContent::credential) {
    TRY(credential, read_credential(document));
    if (credential.version != ModelVersion::v2_0) {
      return fail(malformed, "Only credentials of version 2.0 have these envelopes.", "$.@context");
    }
    TRY_OK(refuse_undefined(credential, vague_contexts, claims_of_jwt));
    return std::move(credential.issuer);
  }
  TRY(holder, read_holder(document));
  const Place root(document.root(), "$");
  TRY_OK(each(root, "verifiableCredential", presented_max, malformed, check_enclosed));
  return holder;
}

std::string type_of(EnvelopeKind kind) {
  const std::string start = kind.content == EnvelopeContent::credential ? "vc+" : "vp+";
  switch (kind.form) {
    case EnvelopeForm::jose: return start + "jwt";
    case EnvelopeForm::sd_jwt: return start + "sd-jwt";
    case EnvelopeForm::cose: return start + "cose";
  }
  std::unreachable();
}

/// A COSE_Sign1 need not name its type; then what is inside tells.
Result<void> check_kind(const Secured& secured, EnvelopeKind kind) {
  const auto expected = type_of(kind);
  const auto type = secured.media_type();
  const bool is_unnamed = kind.form == EnvelopeForm::cose && secured.cose && type.empty();
  if (is_unnamed || type == expected) return {};
  return fail(unsupported_format, "This is no envelope of the type " + expected + ".");
}

Result<void> check_time(const Signature& signature, UnixTime now) {
  if (signature.not_before && *signature.not_before > now) {
    return fail(out_of_date, "The signature is not valid yet.");
  }
  if (signature.expires && *signature.expires <= now) {
    return fail(out_of_date, "The signature has expired.");
  }
  return {};
}

}  // namespace

Result<std::string> seal(const json::Document& unsecured, EnvelopeKind kind,
                         const SealOptions& options, const keys::Signer& signer, Random& random) {
  TRY_OK(read_content(unsecured, kind.content));
  const JwtOptions plain{.verification_method = options.verification_method,
                         .created = options.signed_at};
  switch (kind.form) {
    case EnvelopeForm::jose: return secure_jwt(unsecured, plain, signer);
    case EnvelopeForm::sd_jwt:
      return secure_sd_jwt(unsecured,
                           {.verification_method = options.verification_method,
                            .created = options.signed_at,
                            .disclosable = options.disclosable},
                           signer, random);
    case EnvelopeForm::cose: break;
  }
  TRY(sign1, secure_cose(unsecured, plain, signer));
  auto text = encoding::encode_base64(sign1);
  text.resize(text.find_last_not_of('=') + 1);
  return text;
}

Result<json::Document> unseal(std::string_view text, EnvelopeKind kind, const keys::PublicKey& key,
                              UnixTime now) {
  TRY(secured, open(text));
  TRY_OK(check_kind(secured, kind));
  TRY(owner, read_content(secured.document, kind.content));
  TRY(signatures, read_signatures(secured, owner));
  for (const auto& signature : signatures) {
    TRY_OK(check_time(signature, now));
    TRY_OK(verify_signature(secured, signature, key));
  }
  return secured.document;
}

}  // namespace waarmerk::node::credential
