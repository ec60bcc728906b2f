// A PublicKey to and from a JWK (RFC 7517, 8037), and its thumbprint (RFC 7638).
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

/// Fails with key.malformed or key.unsupported. A JWK that holds a private part is refused.
Result<PublicKey> read_jwk(json::Value jwk);

void write_jwk(json::Writer& writer, const PublicKey& key);

/// base64url of the SHA-256 thumbprint.
std::string jwk_thumbprint(const PublicKey& key);

}  // namespace waarmerk::keys
