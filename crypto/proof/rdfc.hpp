// hash_rdfc: what the RDFC cryptosuites sign, from canonical N-Quads (vc-di-eddsa 3.2, vc-di-ecdsa
// 3.2, RDFC-1.0).
//
// Nothing is lost on the way: a document with a term that its context does not define, or with
// anything else that would be dropped in silence, is refused.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/proof/cryptosuite.hpp"

namespace waarmerk::proof {

/// The proof is read with the `@context` of the document. Fails with proof.unknown_context, whose
/// detail is the URL; with proof.untransformable, whose detail says what cannot be transformed; or
/// with proof.too_complex.
Result<HashData> hash_rdfc(const HashInput& input);

}  // namespace waarmerk::proof
