#include "crypto/keys/ed25519.hpp"

#include <sodium.h>

#include <utility>

#include "crypto/base/secret.hpp"

namespace waarmerk::keys {
namespace {

class Ed25519Signer final : public Signer {
 public:
  Ed25519Signer(PublicKey public_key, Secret<crypto_sign_SECRETKEYBYTES> key)
      : public_key_(std::move(public_key)), key_(std::move(key)) {}

  const PublicKey& public_key() const override { return public_key_; }

  Result<Bytes> sign(ByteView message) const override {
    Bytes signature(crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                         key_.view().data());
    return signature;
  }

 private:
  PublicKey public_key_;
  Secret<crypto_sign_SECRETKEYBYTES> key_;  // the seed, then the public key
};

}  // namespace

bool verify_ed25519(ByteView point, ByteView message, ByteView signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     point.data()) == 0;
}

std::unique_ptr<Signer> make_ed25519_signer(const SecretKey& key) {
  ByteArray<crypto_sign_PUBLICKEYBYTES> point;
  Secret<crypto_sign_SECRETKEYBYTES> expanded;
  crypto_sign_seed_keypair(point.data(), expanded.writable().data(), key.secret().data());
  return std::make_unique<Ed25519Signer>(PublicKey::make(Algorithm::ed25519, point).value(),
                                         std::move(expanded));
}

}  // namespace waarmerk::keys
