// The rules of Open Badges 3.0 on what a badge is given for, checked in place (B.1).
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

/// With its criteria, alignments, results, relations and endorsements. Fails with
/// credential.bad_achievement and the JSON path.
Result<void> check_achievement(const Place& place, const CredentialLimits& limits);

/// The member `alignment`: one Alignment or several. Fails as check_achievement.
Result<void> check_alignments(const Place& place, const CredentialLimits& limits);

}  // namespace waarmerk::node::credential
