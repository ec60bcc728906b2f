#include "crypto/keys/secret_key.hpp"

#include <algorithm>
#include <cstdlib>

#include "crypto/keys/curve_point.hpp"
#include "crypto/keys/ecdsa.hpp"
#include "crypto/keys/ed25519.hpp"

namespace waarmerk::keys {

std::size_t secret_bytes_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::ed25519:
    case Algorithm::p256: return 32;
    case Algorithm::p384: return 48;
    case Algorithm::p521: return 66;
    case Algorithm::rsa: break;
  }
  return 0;
}

SecretKey::SecretKey(Algorithm algorithm, ByteView secret) : algorithm_(algorithm) {
  std::ranges::copy(secret, secret_.writable().begin());
}

SecretKey SecretKey::generate(Algorithm algorithm, Random& random) {
  if (algorithm == Algorithm::rsa) std::abort();  // a broken promise
  // About one P-256 draw in 2^32 is out of range, and of P-521, whose numbers do not fill their
  // bytes, 127 in 128.
  for (;;) {
    Secret<secret_bytes_max> drawn;
    const auto secret = drawn.writable().first(secret_bytes_of(algorithm));
    random.fill(secret);
    if (auto key = make(algorithm, secret)) return std::move(*key);
  }
}

Result<SecretKey> SecretKey::make(Algorithm algorithm, ByteView secret) {
  if (algorithm == Algorithm::rsa) return fail(unsupported_key, "RSA keys do not sign here");
  if (secret.size() != secret_bytes_of(algorithm)) {
    return fail(bad_key, "a secret key of the wrong length");
  }
  if (algorithm != Algorithm::ed25519 && !public_point_of(algorithm, secret)) {
    return fail(bad_key, "not a secret scalar of the curve");
  }
  return SecretKey(algorithm, secret);
}

std::unique_ptr<Signer> make_signer(SecretKey key) {
  if (key.algorithm() == Algorithm::ed25519) return make_ed25519_signer(key);
  return make_ecdsa_signer(key);
}

}  // namespace waarmerk::keys
