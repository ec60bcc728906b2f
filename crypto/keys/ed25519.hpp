// Ed25519 (RFC 8032), by libsodium.
#pragma once

#include <memory>

#include "crypto/base/bytes.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::keys {

/// `point` has 32 bytes. Accepts exactly what crypto_sign_verify_detached accepts: no point of
/// small order, no S above the group's order.
bool verify_ed25519(ByteView point, ByteView message, ByteView signature);

std::unique_ptr<Signer> make_ed25519_signer(const SecretKey& key);

}  // namespace waarmerk::keys
