// PublicKey: an algorithm and its raw point.
#pragma once

#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::keys {

inline constexpr ErrorCode bad_key{"key.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_key{"key.unsupported", ErrorKind::invalid};
inline constexpr ErrorCode bad_signature{"key.bad_signature", ErrorKind::invalid};

enum class Algorithm { ed25519, p256 };

/// The JOSE name of what the algorithm signs with: `EdDSA`, `ES256`.
std::string_view jose_name(Algorithm algorithm);

/// A key whose point was checked when it was made. Ed25519: 32 bytes, of which only the number was
/// checked: a point that libsodium does not take verifies nothing. P-256: the compressed point, 33
/// bytes, on the curve.
class PublicKey {
 public:
  /// Fails with key.malformed. A P-256 point may come compressed or uncompressed (65 bytes).
  static Result<PublicKey> make(Algorithm algorithm, ByteView point);

  Algorithm algorithm() const { return algorithm_; }
  ByteView point() const;

  friend bool operator==(const PublicKey&, const PublicKey&) = default;

 private:
  PublicKey(Algorithm algorithm, ByteView point);

  Algorithm algorithm_;
  ByteArray<33> point_{};  // in place, for a key is made for each verification
};

}  // namespace waarmerk::keys
