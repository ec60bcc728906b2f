// RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2), verified and never made.
#pragma once

#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::keys {

/// Big-endian, without zeros in front. Borrowed.
struct RsaNumbers {
  ByteView modulus;
  ByteView exponent;
};

/// The DER of an RSAPublicKey (RFC 8017 A.1.1); nothing for what is not exactly that.
std::optional<RsaNumbers> read_rsa_key(ByteView der);
/// `numbers` have no zeros in front, and at most 8192 bits each.
Bytes write_rsa_key(const RsaNumbers& numbers);

/// Whether we verify with the key. Fails with key.malformed where it is no RSA key (an even
/// modulus, an exponent that is even or 1), and with key.unsupported for a modulus of less than
/// 2048 or more than 8192 bits, an exponent of more than 64, or a key that can be factored by its
/// form (ROCA).
Result<void> check_rsa_key(ByteView der);

/// `der` is a key that passed. The signature must be as long as the modulus.
bool verify_rs256(ByteView der, ByteView message, ByteView signature);

}  // namespace waarmerk::keys
