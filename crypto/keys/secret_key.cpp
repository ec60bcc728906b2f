#include "crypto/keys/secret_key.hpp"

#include <utility>

#include "crypto/keys/ed25519.hpp"
#include "crypto/keys/p256.hpp"
#include "crypto/keys/p256_point.hpp"

namespace waarmerk::keys {

SecretKey::SecretKey(Algorithm algorithm, Secret<32> secret)
    : algorithm_(algorithm), secret_(std::move(secret)) {}

SecretKey SecretKey::generate(Algorithm algorithm, Random& random) {
  // About one P-256 draw in 2^32 is out of range.
  for (;;) {
    Secret<32> drawn;
    random.fill(drawn.writable());
    if (auto key = make(algorithm, drawn.view())) return std::move(*key);
  }
}

Result<SecretKey> SecretKey::make(Algorithm algorithm, std::span<const std::uint8_t, 32> secret) {
  if (algorithm == Algorithm::p256 && !p256_point_of(secret)) {
    return fail(bad_key, "not a secret scalar of P-256");
  }
  return SecretKey(algorithm, Secret<32>(secret));
}

std::unique_ptr<Signer> make_signer(SecretKey key) {
  switch (key.algorithm()) {
    case Algorithm::ed25519: return make_ed25519_signer(key);
    case Algorithm::p256: break;
  }
  return make_p256_signer(key);
}

}  // namespace waarmerk::keys
