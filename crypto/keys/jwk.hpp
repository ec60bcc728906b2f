// A PublicKey to and from a JWK (RFC 7517, 7518 section 6, 8037), and its thumbprint (RFC 7638).
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/secret_key.hpp"

namespace waarmerk::keys {

/// Reads a key that signatures are checked with. Fails with key.malformed, also where the JWK holds
/// a private part; with key.unsupported for a key of another kind, and where its `use`, `key_ops`
/// or `alg` say that it is for something else.
Result<PublicKey> read_jwk(json::Value jwk);

/// Reads a key to sign with: Ed25519 or a curve, whose public part is beside it and must be its
/// own. Fails with key.malformed or key.unsupported, as read_jwk.
Result<SecretKey> read_secret_jwk(json::Value jwk);

void write_jwk(json::Writer& writer, const PublicKey& key);

/// base64url of the SHA-256 thumbprint.
std::string jwk_thumbprint(const PublicKey& key);

}  // namespace waarmerk::keys
