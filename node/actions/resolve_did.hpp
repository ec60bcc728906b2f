// Resolving: drives a did::Resolution over the Fetcher.
#pragma once

#include <optional>

#include "crypto/base/result.hpp"
#include "did/resolution.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

struct Ports;

/// What a DID was found to say.
struct Resolved {
  did::DocumentHistory documents;
  std::optional<did::WebvhTexts> texts = {};  ///< of a did:webvh: the history itself, to be kept
};

/// Asks the network where the method needs it. A DID that was deactivated is found, with its past.
/// Fails with what did::Resolution fails with.
Task<Result<Resolved>> resolve_did(did::Did did, did::ResolutionOptions options,
                                   fetch::Fetcher& fetcher);

/// The same at the time of the node's clock.
Task<Result<Resolved>> resolve_did(did::Did did, did::ResolutionOptions options,
                                   const Ports& ports);

/// Whether the DID answers itself, without any network.
bool is_self_contained(const did::Did& did);

}  // namespace waarmerk::node::actions
