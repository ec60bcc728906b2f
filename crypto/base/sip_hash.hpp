// SipHash-2-4 (Aumasson and Bernstein 2012), by libsodium: a short keyed hash for tables and names
// that a stranger must not be able to make collide. It is no signature.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"

namespace waarmerk {

using SipKey = ByteArray<16>;

/// The 8 bytes of the hash, read as a little-endian number.
std::uint64_t sip_hash(const SipKey& key, ByteView message);

}  // namespace waarmerk
