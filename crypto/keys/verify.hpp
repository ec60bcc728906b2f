// One verify() for every algorithm.
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

/// Accepts exactly what libsodium accepts for Ed25519 (64 bytes, strict); r || s for P-256 with
/// SHA-256 (64 bytes), P-384 with SHA-384 (96) and P-521 with SHA-512 (132); RSASSA-PKCS1-v1_5 with
/// SHA-256 for RSA. Fails with key.bad_signature.
Result<void> verify(const PublicKey& key, ByteView message, ByteView signature);

}  // namespace waarmerk::keys
