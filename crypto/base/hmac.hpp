// HMAC with SHA-256 (RFC 2104, FIPS 198-1), by libsodium.
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"

namespace waarmerk {

/// A key of any length; one of 32 bytes is what a new key should be.
Sha256 hmac_sha256(ByteView key, ByteView message);

}  // namespace waarmerk
