// SecretKey: a private key held in this process, and the Signer over it.
#pragma once

#include <cstddef>
#include <memory>

#include "crypto/base/random.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::keys {

/// How long the secret of an algorithm is: 32 bytes, 48 for P-384, 66 for P-521, and 0 for RSA,
/// which has none here.
std::size_t secret_bytes_of(Algorithm algorithm);

/// The Ed25519 seed, or the scalar of P-256, P-384 or P-521.
class SecretKey {
 public:
  /// `algorithm` is not RSA.
  static SecretKey generate(Algorithm algorithm, Random& random);
  /// Fails with key.malformed for a secret of the wrong length or a scalar that is 0 or too large,
  /// and with key.unsupported for RSA.
  static Result<SecretKey> make(Algorithm algorithm, ByteView secret);

  Algorithm algorithm() const { return algorithm_; }
  ByteView secret() const { return ByteView(secret_.view()).first(secret_bytes_of(algorithm_)); }

 private:
  static constexpr std::size_t secret_bytes_max = 66;

  SecretKey(Algorithm algorithm, ByteView secret);

  Algorithm algorithm_;
  Secret<secret_bytes_max> secret_;
};

/// A Signer that holds the key; the public key is computed here, once.
std::unique_ptr<Signer> make_signer(SecretKey key);

}  // namespace waarmerk::keys
