// Resolving: drives a did::Resolution over the Fetcher.
#pragma once

#include "crypto/base/result.hpp"
#include "did/document.hpp"
#include "did/resolution.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Asks the network where the method needs it. Fails with what did::Resolution fails with.
Task<Result<did::DidDocument>> resolve_did(did::Did did, did::ResolutionOptions options,
                                           fetch::Fetcher& fetcher);

/// Whether the DID answers itself, without any network.
bool is_self_contained(const did::Did& did);

}  // namespace waarmerk::node::actions
