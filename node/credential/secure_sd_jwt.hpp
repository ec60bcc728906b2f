// Securing as an SD-JWT: credentials whose holder shows claim by claim (vc-jose-cose 3.2, and
// SD-JWT VC).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::node::credential {

struct SdJwtOptions {
  std::string verification_method;       ///< `kid`
  std::optional<UnixTime> created = {};  ///< `iat`
  /// JSON pointers to what the holder may keep back, such as `/credentialSubject/name`.
  std::vector<std::string> disclosable = {};
  std::size_t decoys = 0;
  /// The holder's key, in `cnf`, for a key binding.
  std::optional<keys::PublicKey> holder = {};
};

/// The SD-JWT of a credential or presentation, everything disclosed, with `typ` vc+sd-jwt or
/// vp+sd-jwt. Fails with credential.malformed for what is neither, holds a claim that may not be
/// there, or would hide what a verifier needs, such as the issuer, dates or status; with
/// sd_jwt.no_such_claim; or with what the signer fails with.
Result<std::string> secure_sd_jwt(const json::Document& unsecured, const SdJwtOptions& options,
                                  const keys::Signer& signer, Random& random);

/// The SD-JWT VC of these claims, which have a `vct` and an `iss`, with `typ` dc+sd-jwt (SD-JWT VC
/// section 2). Fails with credential.malformed where one of these is not there, a claim is that may
/// not be, or a verifier would not see its issuer, kind, dates, key or status; with
/// sd_jwt.no_such_claim; or with what the signer fails with.
Result<std::string> secure_sd_jwt_vc(const json::Document& claims, const SdJwtOptions& options,
                                     const keys::Signer& signer, Random& random);

}  // namespace waarmerk::node::credential
