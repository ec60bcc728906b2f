// hash_jcs: what the JCS cryptosuites sign, from canonical JSON (vc-di-eddsa 3.3, vc-di-ecdsa 3.3).
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/proof/cryptosuite.hpp"

namespace waarmerk::proof {

/// A proof with an `@context` covers no more of the document's than that. Fails with
/// proof.untransformable if the document's does not start with it.
Result<HashData> hash_jcs(const HashInput& input);

}  // namespace waarmerk::proof
