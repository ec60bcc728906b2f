// SD-JWT VC: credentials that are JWTs of their own kind, read as ours are (SD-JWT VC section 2).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::credential {

/// An SD-JWT whose payload has a `vct`, and is no credential of the W3C.
bool is_sd_jwt_vc(const Secured& secured);

/// The claims as a Credential: `iss` is its issuer, `sub` its subject, `nbf` or `iat` and `exp` its
/// dates, `vct` its type, and `status_list` in `status` its status. Who `issuer` names too has the
/// name that stands there. Fails with credential.malformed.
Result<Credential> read_sd_jwt_vc(const json::Document& claims);

/// An SD-JWT VC as that, and what else was opened as a credential of the W3C. Fails as the two do.
Result<Credential> read_secured(const Secured& secured);

/// Where the keys of an https issuer stand: `/.well-known/jwt-vc-issuer`, put before its path
/// (section 5). Empty for any other issuer.
std::string issuer_metadata_url(std::string_view issuer);

}  // namespace waarmerk::node::credential
