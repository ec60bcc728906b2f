// Proof chains: a document with the proofs that a later one also covers
// (vc-data-integrity 4.3, 4.5).
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/proof/cryptosuite.hpp"

namespace waarmerk::proof {

/// What a proof signs: the document without any proof or, where ids are given, with no others than
/// those that have one of them. Fails with proof.no_previous where there is no such proof, and as
/// the suite does.
Result<HashData> hash_proof(const Cryptosuite& suite, const HashInput& input,
                            const std::vector<std::string>& previous_ids);

}  // namespace waarmerk::proof
