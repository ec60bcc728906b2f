// Multicodec: a varint before bytes that says what they are (the multicodec table).
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

/// The codes we meet; a decoded one may be any other number too.
enum class Multicodec : std::uint64_t {
  sha2_256 = 0x12,
  sha2_384 = 0x20,
  secp256k1_pub = 0xe7,
  bls12_381_g2_pub = 0xeb,
  x25519_pub = 0xec,
  ed25519_pub = 0xed,
  p256_pub = 0x1200,
  p384_pub = 0x1201,
  p521_pub = 0x1202,
  rsa_pub = 0x1205,
  ed25519_priv = 0x1300,
  p256_priv = 0x1306,
};

/// The code, then `body`.
Bytes with_codec(Multicodec codec, ByteView body);

struct Coded {
  Multicodec codec{};
  ByteView body;  ///< borrowed from what was split
};

/// Fails with encoding.malformed.
Result<Coded> split_codec(ByteView bytes);

}  // namespace waarmerk::encoding
