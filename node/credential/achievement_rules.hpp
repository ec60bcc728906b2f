// The rules of Open Badges 3.0 on the parts of a badge, checked in place (B.1).
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

// Each fails with credential.bad_achievement and the JSON path.

Result<void> check_achievement(const Place& place, const CredentialLimits& limits);
Result<void> check_profile(const Place& place, const CredentialLimits& limits);
Result<void> check_identity(const Place& place);

}  // namespace waarmerk::node::credential
