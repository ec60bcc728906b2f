// The rules of Open Badges 3.0 on endorsements: what somebody else says in favour (B.1.8).
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

/// One EndorsementCredential, with or without its signature. Fails with credential.bad_achievement
/// and the JSON path.
Result<void> check_endorsement(const Place& place, const CredentialLimits& limits);

/// The members `endorsement`, of such credentials, and `endorsementJwt`, of compact JWSs; nothing
/// where both are absent. Fails with credential.bad_achievement and the JSON path.
Result<void> check_endorsements(const Place& place, const CredentialLimits& limits);

}  // namespace waarmerk::node::credential
