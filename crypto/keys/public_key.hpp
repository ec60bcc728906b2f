// PublicKey: an algorithm and its raw key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::keys {

inline constexpr ErrorCode bad_key{"key.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_key{"key.unsupported", ErrorKind::invalid};
inline constexpr ErrorCode bad_signature{"key.bad_signature", ErrorKind::invalid};

/// What a key signs with: Ed25519; ECDSA on P-256 with SHA-256, on P-384 with SHA-384 or on P-521
/// with SHA-512; or RSASSA-PKCS1-v1_5 with SHA-256, which is verified and never made here.
enum class Algorithm { ed25519, p256, p384, p521, rsa };

/// The JOSE name of what the algorithm signs with: `EdDSA`, `ES256`, `ES384`, `ES512`,
/// `RS256`.
std::string_view jose_name(Algorithm algorithm);
/// The algorithm of a JOSE name; `Ed25519` is a second name for `EdDSA` here (RFC 9864).
std::optional<Algorithm> find_algorithm(std::string_view jose_name);

/// A key whose point was checked when it was made. Ed25519: 32 bytes, of which only the number was
/// checked: a point that libsodium does not take verifies nothing. A curve: the compressed
/// point, 33, 49 or 67 bytes, on it. RSA: the DER of its RSAPublicKey (RFC 8017 A.1.1), of 2048
/// to 8192 bits.
class PublicKey {
 public:
  /// Fails with key.malformed, or key.unsupported for an RSA key that is too small, too large or
  /// weak. A point of a curve may come compressed or uncompressed.
  static Result<PublicKey> make(Algorithm algorithm, ByteView point);

  Algorithm algorithm() const { return algorithm_; }
  ByteView point() const;

  friend bool operator==(const PublicKey& left, const PublicKey& right);

 private:
  static constexpr std::size_t point_bytes_max = 67;

  PublicKey(Algorithm algorithm, ByteView point);

  Algorithm algorithm_;
  std::uint8_t point_bytes_ = 0;
  ByteArray<point_bytes_max> point_{};  // in place, for a key is made for each verification
  std::shared_ptr<const Bytes> rsa_key_;
};

}  // namespace waarmerk::keys
