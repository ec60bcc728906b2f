#include "node/credential/signatures.hpp"

#include <cmath>
#include <utility>

namespace waarmerk::node::credential {
namespace {

std::string text_at(json::Value value, std::string_view name) {
  const auto found = value.find(name);
  return found ? std::string(found->string().value_or("")) : std::string();
}

/// A NumericDate: seconds, perhaps with a fraction (RFC 7519 section 2). In the wild it may be a
/// date as text.
Result<std::optional<UnixTime>> read_date(json::Value claims, std::string_view name) {
  constexpr double seconds_max = 253'402'300'799;  // the end of the year 9999
  const auto found = claims.find(name);
  if (!found) return std::optional<UnixTime>();
  if (const auto text = found->string()) {
    const auto time = parse_time(*text);
    if (time) return std::optional<UnixTime>(*time);
  }
  const auto seconds = found->number();
  if (!seconds || *seconds < 0 || *seconds > seconds_max) {
    return fail(proof::malformed, "A date of the JWT is not one.", "$." + std::string(name));
  }
  return std::optional<UnixTime>({static_cast<std::int64_t>(std::floor(*seconds * 1000))});
}

/// Absolute where it is; else within the document of the owner.
std::string method_of(const jose::Jws& jws, const std::string& owner) {
  if (jws.key_id.empty() || jws.key_id.find(':') != std::string::npos) return jws.key_id;
  return owner + (jws.key_id.starts_with('#') ? "" : "#") + jws.key_id;
}

std::vector<std::string> texts_at(json::Value value, std::string_view name) {
  std::vector<std::string> texts;
  const auto found = value.find(name);
  if (!found) return texts;
  if (const auto text = found->string()) texts.emplace_back(*text);
  for (const json::Value one : found->elements()) texts.emplace_back(one.string().value_or(""));
  return texts;
}

Result<std::vector<Signature>> read_jws(const Secured& secured, const std::string& owner) {
  const auto claims = secured.document.root();
  if (claims.find("iss") && text_at(claims, "iss") != owner) {
    return fail(proof::malformed, "The claim iss names another than the document.", "$.iss");
  }
  TRY(issued, read_date(claims, "iat"));
  TRY(not_before, read_date(claims, "nbf"));
  TRY(expires, read_date(claims, "exp"));
  Signature signature{.method = method_of(*secured.jws, owner),
                      .suite = secured.jws->algorithm,
                      .created = issued ? issued : not_before,
                      .expires = expires,
                      .domains = texts_at(claims, "aud")};
  if (claims.find("nonce")) signature.challenge = text_at(claims, "nonce");
  std::vector<Signature> signatures;
  signatures.push_back(std::move(signature));
  return signatures;
}

Signature from_proof(proof::DataIntegrityProof proof) {
  Signature signature{.method = proof.verification_method,
                      .suite = proof.cryptosuite.empty() ? proof.type : proof.cryptosuite,
                      .purpose = proof.proof_purpose,
                      .created = proof.created,
                      .expires = proof.expires,
                      .challenge = proof.challenge,
                      .domains = proof.domain};
  signature.proof = std::move(proof);
  return signature;
}

}  // namespace

Result<std::vector<Signature>> read_signatures(const Secured& secured, const std::string& owner) {
  if (secured.jws) return read_jws(secured, owner);
  TRY(proofs, proof::read_proofs(secured.document.root()));
  std::vector<Signature> signatures;
  for (auto& one : proofs) signatures.push_back(from_proof(std::move(one)));
  return signatures;
}

Result<void> verify_signature(const Secured& secured, const Signature& signature,
                              const keys::PublicKey& key) {
  if (!signature.proof) return jose::verify_jws(*secured.jws, key);
  return proof::verify_proof(secured.document.root(), *signature.proof, key);
}

}  // namespace waarmerk::node::credential
