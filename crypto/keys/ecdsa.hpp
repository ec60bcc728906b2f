// ES256, ES384 and ES512: ECDSA on P-256, P-384 and P-521 with SHA-256, SHA-384 and SHA-512
// (FIPS 186-5), by OpenSSL.
#pragma once

#include <memory>

#include "crypto/base/bytes.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::keys {

/// `point` is compressed and on the curve; `signature` must be r || s, 64, 96 or 132 bytes. Either
/// of the two values of s is accepted, as in ES256.
bool verify_ecdsa(Algorithm curve, ByteView point, ByteView message, ByteView signature);

/// OpenSSL draws the nonce of each signature from its own generator.
std::unique_ptr<Signer> make_ecdsa_signer(const SecretKey& key);

}  // namespace waarmerk::keys
