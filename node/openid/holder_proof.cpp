#include "node/openid/holder_proof.hpp"

#include <algorithm>
#include <utility>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "did/did_jwk.hpp"
#include "did/did_key.hpp"
#include "did/document.hpp"
#include "node/openid/error_codes.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr std::string_view proof_type = "openid4vci-proof+jwt";
constexpr json::Limits claims_limits{.bytes_max = proof_bytes_max, .depth_max = 16};

std::unexpected<Error> refuse(std::string detail) { return fail(invalid_proof, std::move(detail)); }

struct HolderKey {
  did::Did holder;
  keys::PublicKey key;
};

Result<HolderKey> key_of_did(const std::string& key_id) {
  const auto url = did::DidUrl::parse(key_id);
  if (!url) return refuse("kid is no DID URL.");
  const auto method = url->did().method();
  if (method != "key" && method != "jwk")
    return refuse("The holder's DID is a did:key or did:jwk.");
  const auto document =
      method == "key" ? did::resolve_did_key(url->did()) : did::resolve_did_jwk(url->did());
  if (!document) return refuse("The holder's DID is not well formed.");
  const auto* found = document->find_method(key_id);
  if (found == nullptr || !found->key || !document->allows(key_id, did::Purpose::authentication)) {
    return refuse("kid names no key that its holder could prove themselves with.");
  }
  return HolderKey{url->did(), *found->key};
}

Result<HolderKey> key_of_jwk(json::Value jwk) {
  auto key = keys::read_jwk(jwk);
  if (!key) return refuse("jwk is no public key that is known here.");
  return HolderKey{did::did_jwk_of(*key), std::move(*key)};
}

/// Exactly one of three may name the key.
Result<HolderKey> read_key(const jose::Jws& jws) {
  const auto header = jws.header.root();
  const auto jwk = header.find("jwk");
  if (header.find("x5c")) return refuse("Certificates are not taken here.");
  if (jwk.has_value() == !jws.key_id.empty()) {
    return refuse("The key is named by one of kid and jwk.");
  }
  return jwk ? key_of_jwk(*jwk) : key_of_did(jws.key_id);
}

Result<std::string> read_nonce(const jose::Jws& jws, const ProofRules& rules) {
  const auto payload = json::parse(text_of(jws.payload), claims_limits);
  if (!payload || !payload->root().is(json::Kind::object)) return refuse("It holds no claims.");
  auto claims = jose::read_claims(payload->root());
  if (!claims) return refuse("Its claims are wrong: " + claims.error().detail);
  if (claims->audience.size() != 1 || claims->audience.front() != rules.audience) {
    return refuse("aud is somebody else.");
  }
  const auto issued = claims->issued;
  if (!issued || rules.now - *issued > proof_skew_ms_max ||
      *issued - rules.now > proof_skew_ms_max) {
    return refuse("iat is missing, or far from now.");
  }
  if (!claims->nonce) return refuse("The nonce is missing.");
  return std::move(*claims->nonce);
}

}  // namespace

Result<HolderProof> check_holder_proof(std::string_view jwt, const ProofRules& rules) {
  if (jwt.size() > proof_bytes_max) return refuse("It is too long.");
  const auto jws = jose::open_jws(jwt);
  if (!jws) return refuse("It is no JWT: " + jws.error().detail);
  if (jws->type != proof_type) return refuse("Its type is not openid4vci-proof+jwt.");
  if (std::ranges::find(proof_algorithms, jws->algorithm) == proof_algorithms.end()) {
    return refuse("Its algorithm is not taken here.");
  }
  TRY(named, read_key(*jws));
  if (!jose::verify_jws(*jws, named.key)) return refuse("Its signature is not of that key.");
  TRY(nonce, read_nonce(*jws, rules));
  return HolderProof{std::move(named.holder), std::move(nonce)};
}

}  // namespace waarmerk::node::openid
