// Asking watchers: the history of a did:webvh from who holds it, where its host does not answer
// (did:webvh 1.0, "DID Watchers"). It proves itself, whoever hands it on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/records/did_logs.hpp"
#include "node/task/task.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// How many of them are asked, one after the other.
inline constexpr std::size_t watchers_asked_max = 3;

/// The web addresses of who watches this DID, by the last line of its history; without a slash at
/// the end.
std::vector<std::string> watchers_in(const records::KnownLog& log, std::string_view scid);
/// The same by what is held of the DID; none where nothing is.
std::vector<std::string> find_watchers(const storage::View& store, const did::Did& did);

/// The longest sound history that one of them has. `urls` are their base addresses. Fails with
/// did.not_found where none has one.
Task<Result<Resolved>> ask_watchers(did::Did did, std::vector<std::string> urls,
                                    fetch::Fetcher& fetcher, UnixTime now);

/// The same from whoever may hold it: those who watch the DID, then the mirrors that its document
/// names, then `peers`. Fails with did.not_found, also where it is no did:webvh.
Task<Result<Resolved>> ask_holders(did::Did did, std::vector<std::string> peers, Ports& ports);

}  // namespace waarmerk::node::actions
