// The rules of Open Badges 3.0 on who and where: Profile, Address, IdentityObject, Image (B.1).
//
// Each fails with credential.bad_achievement and the JSON path.
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

/// With its address, parent and endorsements.
Result<void> check_profile(const Place& place, const CredentialLimits& limits);

Result<void> check_identity(const Place& place);

/// The member `image`, an Image or the URL that stands for one; nothing where it is absent.
Result<void> check_image(const Place& place);

/// The member `otherIdentifier`: one IdentifierEntry or several.
Result<void> check_other_identifiers(const Place& place, const CredentialLimits& limits);

}  // namespace waarmerk::node::credential
