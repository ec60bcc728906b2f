// Securing as a COSE_Sign1: credentials and presentations in CBOR (vc-jose-cose 3.3).
#pragma once

#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "node/credential/secure_jwt.hpp"

namespace waarmerk::node::credential {

/// The tagged COSE_Sign1 whose payload is the document as JSON, with `typ` application/vc+cose or
/// application/vp+cose. What a JWT has in claims is in the CWT claims of the header (RFC 9597).
/// Fails with credential.malformed for what is no credential and no presentation, with
/// cose.malformed where it would be too large, or with what the signer fails with.
Result<Bytes> secure_cose(const json::Document& unsecured, const JwtOptions& options,
                          const keys::Signer& signer);

/// The EnvelopedVerifiableCredential or -Presentation around a COSE_Sign1, which comes as bytes or
/// in base64. Fails with credential.unreadable.
Result<json::Document> envelop_cose(std::string_view sign1);

}  // namespace waarmerk::node::credential
