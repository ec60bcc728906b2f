// Selective disclosure with ecdsa-sd-2023: the issuer signs a base proof, its holder derives proofs
// of parts (vc-di-ecdsa 3.6). What is derived is checked with verify_proof.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/signer.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {

inline constexpr std::string_view ecdsa_sd_2023_name = "ecdsa-sd-2023";

/// What is made for one base proof and used for no other.
struct BaseProofSecrets {
  Secret<32> hmac_key;
  keys::SecretKey statement_key;  ///< P-256; forgotten once the statements are signed

  static BaseProofSecrets draw(Random& random);
};

struct BaseProofOptions {
  ProofOptions proof = {};  ///< its cryptosuite is not looked at
  /// JSON pointers to what each derived proof must show. Without any, all may be withheld.
  std::vector<std::string> mandatory_pointers = {};
};

/// `unsecured` with a base proof added, for its holder alone. It must have no proof yet. Fails with
/// proof.wrong_key for a signer that is not of P-256; with proof.bad_pointer; with proof.malformed;
/// with proof.too_complex for more statements than can be signed one by one; as hash_rdfc does, or
/// as the signer does.
Result<json::Document> add_base_proof(
    const json::Document& unsecured, const BaseProofOptions& options, BaseProofSecrets secrets,
    const keys::Signer& signer, const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

/// What the issuer made mandatory and what `selective_pointers` choose, with a proof of that alone.
/// `secured` has one base proof. Fails with proof.missing or proof.malformed; with
/// proof.bad_pointer, also where nothing at all is chosen; with key.bad_signature where the
/// document is not what was signed, as far as this can be told without the key of the issuer; or as
/// add_base_proof does.
Result<json::Document> derive_proof(const json::Document& secured,
                                    const std::vector<std::string>& selective_pointers,
                                    const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

}  // namespace waarmerk::proof
