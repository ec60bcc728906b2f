// Signatures: the proofs of a document and the JWS or COSE_Sign1 around one, seen as one kind of
// thing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::credential {

struct Signature {
  std::string method;        ///< the verification method, absolute; empty where none is named
  std::string suite;         ///< the cryptosuite as it is written, or the algorithm of an envelope
  std::string purpose = {};  ///< empty for an envelope, which has none
  std::optional<UnixTime> created = {};
  std::optional<UnixTime> not_before = {};
  std::optional<UnixTime> expires = {};
  std::optional<std::string> challenge = {};
  std::vector<std::string> domains = {};
  std::optional<keys::PublicKey> key = {};              ///< the `jwk` in the header of a JWS
  std::optional<proof::DataIntegrityProof> proof = {};  ///< absent: the envelope
};

/// The suite that is meant by a name of before it was final, or by the misprint of a published
/// recommendation; any other name stays. The `cryptosuite` of a Signature's proof is the one meant.
std::string_view meant_suite(std::string_view name);

/// `owner` is the issuer or holder, for an envelope that names its key only within the owner's
/// document. Fails with proof.missing, proof.malformed or jose.bad_claims; a `jwk` in a header
/// fails as keys::read_jwk does.
Result<std::vector<Signature>> read_signatures(const Secured& secured, const std::string& owner);

/// The signature alone. Fails with proof.unknown_suite, proof.wrong_key, proof.malformed,
/// proof.untransformable, proof.unknown_context, proof.too_complex, jose.unsupported_algorithm,
/// jose.wrong_key, cose.unsupported_algorithm, cose.wrong_key or key.bad_signature.
Result<void> verify_signature(const Secured& secured, const Signature& signature,
                              const keys::PublicKey& key,
                              const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

}  // namespace waarmerk::node::credential
