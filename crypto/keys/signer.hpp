// Signer: the port that signs without showing the key, so that a key can live elsewhere.
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

class Signer {
 public:
  virtual ~Signer() = default;
  virtual const PublicKey& public_key() const = 0;
  /// 64 bytes: an Ed25519 signature, or r || s of ES256 over the SHA-256 of `message`; 96 bytes
  /// for ES384, 132 for ES512. A key in this process cannot fail; one that lives elsewhere fails
  /// with key.signer_unavailable.
  virtual Result<Bytes> sign(ByteView message) const = 0;
};

inline constexpr ErrorCode signer_unavailable{"key.signer_unavailable", ErrorKind::unavailable};

}  // namespace waarmerk::keys
