// Node keys: who may speak for the node of a DID (spec/wire/link.md 4).
#pragma once

#include <cstddef>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/document.hpp"
#include "node/link/error_codes.hpp"

namespace waarmerk::node::link {

inline constexpr std::size_t node_keys_max = 8;

/// The `nodeKeys` of the document's `BitOfTrustNode` service, or, where it names none, the key that
/// signs the feed. Fails with link.unauthorised_key where there is neither.
Result<std::vector<keys::PublicKey>> node_keys_of(const did::DidDocument& document);

}  // namespace waarmerk::node::link
