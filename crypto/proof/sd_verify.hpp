// verify_derived: a proof of ecdsa-sd-2023 that its holder derived (vc-di-ecdsa 3.6.7).
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/sd_proof_value.hpp"

namespace waarmerk::proof {

/// What the signatures of a derived proof are over (vc-di-ecdsa 3.5.9).
struct VerifyData {
  DerivedProofValue value;
  Digest proof_hash;
  Digest mandatory_hash;
  std::vector<std::string> non_mandatory;  ///< lines, one for each of the signatures
};

/// Fails as parse_derived_proof_value and hash_rdfc do; with proof.untransformable where the proof
/// has earlier ones, which this suite cannot cover; and with key.bad_signature where a statement
/// was added or taken away.
Result<VerifyData> make_verify_data(const VerifyInput& input);

/// Fails as make_verify_data does, or with key.bad_signature.
Result<void> verify_derived(const VerifyInput& input);

}  // namespace waarmerk::proof
