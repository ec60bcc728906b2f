// JWTs of VC 1.1: the credential in a claim, beside claims that repeat it
// (vc-data-model 1.1 6.3.1).
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::credential {

/// The credential in `vc`, or the presentation in `vp`, with what the registered claims add: `iss`,
/// `jti`, `sub`, and the dates `nbf` and `exp` of a credential. A claim and a member that both are
/// there must agree, dates to the second. Fails with credential.malformed, or jose.bad_claims.
Result<json::Document> read_old_claims(const json::Document& claims);

/// The claims of a JWT around `document`, a credential or a presentation, that others read.
/// Fails with credential.malformed where it is neither.
struct OldClaimsOptions {
  std::string nonce = {};     ///< of a presentation
  std::string audience = {};  ///< of a presentation
};
Result<std::string> write_old_claims(const json::Document& document,
                                     const OldClaimsOptions& options = {});

}  // namespace waarmerk::node::credential
