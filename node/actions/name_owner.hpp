// Who had a name first: two histories of did:webvh may stand at one host and path, one after the
// other, when the name was sold.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "did/document_history.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// What stands behind the SCID of a did:webvh; empty for another DID.
std::string_view place_of(const did::Did& did);

/// All that was seen under one name, the owner's last document before those of whoever has the name
/// now: no key of theirs is the owner's (DocumentHistory::unproved_since).
did::DocumentHistory after_owner(const did::DocumentHistory& owner,
                                 const did::DocumentHistory& later);

/// The documents of `did`; where the history of another was known here first under its name, behind
/// that one's. Fails as the store does.
Result<did::DocumentHistory> seen_under_name(const storage::View& store, const did::Did& did,
                                             did::DocumentHistory documents);

}  // namespace waarmerk::node::actions
