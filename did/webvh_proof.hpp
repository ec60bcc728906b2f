// Proofs of did:webvh: eddsa-jcs-2022 by a did:key, which is its own authority. Internal.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::did {

/// The Multikey in `did:key:M#M`. Fails with did.bad_log where it is no such URL, or its two halves
/// are not the same.
Result<std::string> signer_of(const proof::DataIntegrityProof& proof);

/// Whether the proof is of the one suite and purpose that did:webvh 1.0 takes, and holds for this
/// key. Fails with did.bad_log.
Result<void> check_webvh_proof(json::Value secured, const proof::DataIntegrityProof& proof,
                               std::string_view multikey);

}  // namespace waarmerk::did
