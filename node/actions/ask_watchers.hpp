// Asking watchers: the history of a did:webvh from nodes that hold it, where its host does not
// answer (did:webvh 1.0, "DID Watchers"). It proves itself, whoever hands it on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// How many of them are asked, one after the other.
inline constexpr std::size_t watchers_asked_max = 3;

/// The longest sound history that one of them has. `urls` are their base addresses. Fails with
/// did.not_found where none has one.
Task<Result<Resolved>> ask_watchers(did::Did did, std::vector<std::string> urls,
                                    fetch::Fetcher& fetcher, UnixTime now);

}  // namespace waarmerk::node::actions
