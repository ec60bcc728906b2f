// SecretKey: a private key held in this process, and the Signer over it.
#pragma once

#include <memory>

#include "crypto/base/random.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::keys {

/// 32 secret bytes: the Ed25519 seed, or the P-256 scalar.
class SecretKey {
 public:
  static SecretKey generate(Algorithm algorithm, Random& random);
  /// Fails with key.malformed for a P-256 scalar that is 0 or too large.
  static Result<SecretKey> make(Algorithm algorithm, std::span<const std::uint8_t, 32> secret);

  Algorithm algorithm() const { return algorithm_; }
  const Secret<32>& secret() const { return secret_; }

 private:
  SecretKey(Algorithm algorithm, Secret<32> secret);

  Algorithm algorithm_;
  Secret<32> secret_;
};

/// A Signer that holds the key; the public key is computed here, once.
std::unique_ptr<Signer> make_signer(SecretKey key);

}  // namespace waarmerk::keys
