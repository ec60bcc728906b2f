#include "node/credential/signatures.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "crypto/jose/jwt.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::node::credential {
namespace {

/// Absolute where it is; else within the document of the owner.
std::string absolute(const std::string& key_id, const std::string& owner) {
  if (key_id.empty() || key_id.find(':') != std::string::npos) return key_id;
  return owner + (key_id.starts_with('#') ? "" : "#") + key_id;
}

/// The IETF's tokens name their keys in the metadata of an owner that is no DID.
std::string ietf_method(const std::string& key_id, const std::string& owner) {
  const bool is_absolute = key_id.find(':') != std::string::npos;
  const auto metadata = is_absolute ? std::string() : issuer_metadata_url(owner);
  if (metadata.empty()) return absolute(key_id, owner);
  return key_id.empty() ? metadata : metadata + "#" + key_id;
}

std::string method_of(const Secured& secured, const std::string& owner) {
  const auto& jws = *secured.jws;
  const bool is_ietf = is_sd_jwt_vc(secured) || jws.type == status_token_type;
  const bool has_key = jws.header.root().find("jwk").has_value();
  return is_ietf && !has_key ? ietf_method(jws.key_id, owner) : absolute(jws.key_id, owner);
}

Result<std::optional<keys::PublicKey>> read_header_key(const jose::Jws& jws) {
  const auto jwk = jws.header.root().find("jwk");
  if (!jwk) return std::optional<keys::PublicKey>();
  TRY(key, keys::read_jwk(*jwk));
  return std::optional<keys::PublicKey>(std::move(key));
}

/// In a JWT of VC 1.1, an SD-JWT VC and a status list token the dates are those of what was signed,
/// and judged there.
bool has_dates_of_credential(const Secured& secured) {
  return is_sd_jwt_vc(secured) || secured.jws->type == status_token_type ||
         (secured.old_claims && secured.old_claims->root().find("vc").has_value());
}

Result<std::vector<Signature>> read_jws(const Secured& secured, const std::string& owner) {
  TRY(claims, jose::read_claims(secured.claims()));
  if (claims.issuer && *claims.issuer != owner) {
    return fail(proof::malformed, "The claim iss names another than the document.", "$.iss");
  }
  TRY(key, read_header_key(*secured.jws));
  Signature signature{.method = method_of(secured, owner),
                      .suite = secured.jws->algorithm,
                      .created = claims.issued ? claims.issued : claims.not_before,
                      .challenge = claims.nonce,
                      .domains = claims.audience};
  signature.key = std::move(key);
  if (!has_dates_of_credential(secured)) {
    signature.not_before = claims.not_before;
    signature.expires = claims.expires;
  }
  std::vector<Signature> signatures;
  signatures.push_back(std::move(signature));
  return signatures;
}

Result<std::vector<Signature>> read_cose(const cose::Sign1& sign1, const std::string& owner) {
  const auto& claims = sign1.claims;
  if (claims.issuer && *claims.issuer != owner) {
    return fail(proof::malformed, "The claim iss names another than the document.");
  }
  std::vector<Signature> signatures;
  signatures.push_back({.method = absolute(sign1.key_id, owner),
                        .suite = cose::algorithm_name(sign1.algorithm),
                        .created = claims.issued ? claims.issued : claims.not_before,
                        .not_before = claims.not_before,
                        .expires = claims.expires,
                        .challenge = claims.nonce,
                        .domains = claims.audience});
  return signatures;
}

/// A Status List Token in CBOR has its claims in the payload, and its dates are judged there.
Result<std::vector<Signature>> read_status_cwt(const Secured& secured, const std::string& owner) {
  TRY(claims, jose::read_claims(secured.document.root()));
  const auto& header = secured.cose->claims.issuer;
  if ((claims.issuer && *claims.issuer != owner) || (header && *header != owner)) {
    return fail(proof::malformed, "The claim iss names another than the document.");
  }
  std::vector<Signature> signatures;
  signatures.push_back({.method = ietf_method(secured.cose->key_id, owner),
                        .suite = cose::algorithm_name(secured.cose->algorithm),
                        .created = claims.issued});
  return signatures;
}

/// Names that were printed in a recommended practice and in early drafts, and are in real badges.
constexpr auto misnamed_suites = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"eddsa-2022", "eddsa-rdfc-2022"},
    {"eddsa-rdf-2022", "eddsa-rdfc-2022"},
});

Signature from_proof(proof::DataIntegrityProof proof) {
  Signature signature{.method = proof.verification_method,
                      .suite = proof.cryptosuite.empty() ? proof.type : proof.cryptosuite,
                      .purpose = proof.proof_purpose,
                      .created = proof.created,
                      .expires = proof.expires,
                      .challenge = proof.challenge,
                      .domains = proof.domain};
  proof.cryptosuite = meant_suite(proof.cryptosuite);
  signature.proof = std::move(proof);
  return signature;
}

}  // namespace

std::string_view meant_suite(std::string_view name) {
  const auto row =
      std::ranges::find(misnamed_suites, name, [](const auto& row_of) { return row_of.first; });
  return row == misnamed_suites.end() ? name : row->second;
}

Result<std::vector<Signature>> read_signatures(const Secured& secured, const std::string& owner) {
  if (secured.jws) return read_jws(secured, owner);
  if (secured.media_type() == status_cwt_type) return read_status_cwt(secured, owner);
  if (secured.cose) return read_cose(*secured.cose, owner);
  TRY(proofs, proof::read_proofs(secured.document.root()));
  std::vector<Signature> signatures;
  for (auto& one : proofs) signatures.push_back(from_proof(std::move(one)));
  return signatures;
}

Result<void> verify_signature(const Secured& secured, const Signature& signature,
                              const keys::PublicKey& key, const jsonld::Contexts& contexts) {
  if (secured.cose) return cose::verify_sign1(*secured.cose, key);
  if (!signature.proof) return jose::verify_jws(*secured.jws, key);
  return proof::verify_proof(secured.document.root(), *signature.proof, key, contexts);
}

}  // namespace waarmerk::node::credential
