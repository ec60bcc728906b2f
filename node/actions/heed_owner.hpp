// What the owner of a did:webvh tells one who watches it (did:webvh 1.0, "Watcher HTTP API
// Operations"): that there is more, or that something is to be forgotten.
//
// Badges that we may be asked about rest on the history of who has a feed that we follow: that is
// not forgotten on anybody's word; one that a stranger made us fetch is.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "did/did.hpp"
#include "did/request.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Whoever asks did not show that the DID is theirs.
inline constexpr ErrorCode not_owner{"watch.not_owner", ErrorKind::denied};
/// It is kept all the same.
inline constexpr ErrorCode is_kept{"watch.is_kept", ErrorKind::denied};

/// Asks the host of the DID, at the place that it names, for its history, and keeps what continues
/// ours. Fails with did.not_found where we do not watch this SCID, as did::Resolution does, or as
/// the journal does.
Task<Result<void>> hear_of_update(Ports& ports, did::ResolutionOptions options, did::Did did);

/// Whether this presentation is the wish of who may change the DID, said to us: signed with an
/// update key of now (eddsa-jcs-2022, for `authentication`), with the SCID as its challenge and our
/// address as its domain. Fails with did.malformed or did.not_found for the SCID, and with
/// watch.not_owner.
Result<void> check_owner_asks(const Ports& ports, std::string_view scid,
                              const json::Document& presentation);

/// Forgets the history of this SCID. Fails with did.not_found, with watch.is_kept where we follow
/// the feed of its owner or it is our own, or as the journal does.
Task<Result<void>> forget_watched(Ports& ports, std::string scid);

}  // namespace waarmerk::node::actions
