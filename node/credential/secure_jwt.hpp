// Securing as a JWS: credentials and presentations of VC-JOSE-COSE, and JWTs of VC 1.1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::node::credential {

struct JwtOptions {
  std::string verification_method;       ///< `kid`
  std::optional<UnixTime> created = {};  ///< `iat`
  std::string challenge = {};            ///< `nonce` of a presentation
  std::string domain = {};               ///< `aud` of a presentation
};

/// `vc` or `vp`. Fails with credential.malformed for what is neither.
Result<std::string> kind_of(const json::Document& document);

/// The compact JWS whose payload is the document, with `typ` vc+jwt or vp+jwt (vc-jose-cose 3.1).
/// The algorithm is the signer's. Fails with credential.malformed for what is neither, or holds a
/// claim that may not be there; or with what the signer fails with.
Result<std::string> secure_jwt(const json::Document& unsecured, const JwtOptions& options,
                               const keys::Signer& signer);

/// The JWT of VC 1.1, with the document in the claim `vc` or `vp` (vc-data-model 1.1 6.3.1): what
/// 1EdTech asks of Open Badges in JWTs. Fails as secure_jwt.
Result<std::string> secure_old_jwt(const json::Document& unsecured, const JwtOptions& options,
                                   const keys::Signer& signer);

/// The EnvelopedVerifiableCredential or -Presentation around a compact form of this media type,
/// such as `vc+jwt` or `vc+cose;base64` (vc-data-model 4.13.1).
Result<json::Document> envelop(std::string_view compact, std::string_view type);

}  // namespace waarmerk::node::credential
