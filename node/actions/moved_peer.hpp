// Moved peers: where the node is by now that a peer's address named, by the history that its host
// served to us there.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The did:webvh that is at home at this address of a node: its host served the history to us, and
/// none before it (name_owner). Nothing where there is none. Fails as the store does.
Result<std::optional<did::Did>> find_resident(const storage::View& store, const std::string& url);

/// The address to which the resident moved after `since`, by its own history; nothing where it did
/// not. Who was given an address after that is meant to be whoever is there by then. Fails as the
/// store does.
Result<std::optional<std::string>> find_new_address(const storage::View& store,
                                                    const did::Did& resident, UnixTime since);

}  // namespace waarmerk::node::actions
