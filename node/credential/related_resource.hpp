// relatedResource: what a credential relies on, and the digests that it must have (VC 2.0 5.3).
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode wrong_resource{"credential.wrong_resource", ErrorKind::invalid};

/// Each is an object with an id of its own and a digest. A digest of a document that we know must
/// be that of the published bytes; nothing is fetched, so others are not compared. Fails with
/// credential.malformed or credential.wrong_resource, and the JSON path.
Result<void> check_related_resources(const Place& credential);

}  // namespace waarmerk::node::credential
