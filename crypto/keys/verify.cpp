#include "crypto/keys/verify.hpp"

#include "crypto/keys/ecdsa.hpp"
#include "crypto/keys/ed25519.hpp"
#include "crypto/keys/rsa.hpp"

namespace waarmerk::keys {
namespace {

bool is_signature(const PublicKey& key, ByteView message, ByteView signature) {
  switch (key.algorithm()) {
    case Algorithm::ed25519: return verify_ed25519(key.point(), message, signature);
    case Algorithm::p256:
    case Algorithm::p384:
    case Algorithm::p521: return verify_ecdsa(key.algorithm(), key.point(), message, signature);
    case Algorithm::rsa: break;
  }
  return verify_rs256(key.point(), message, signature);
}

}  // namespace

Result<void> verify(const PublicKey& key, ByteView message, ByteView signature) {
  if (is_signature(key, message, signature)) return {};
  return fail(bad_signature, "the signature was not made by this key over these bytes");
}

}  // namespace waarmerk::keys
