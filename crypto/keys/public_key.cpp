#include "crypto/keys/public_key.hpp"

#include <algorithm>
#include <cstddef>

#include "crypto/keys/p256_point.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t ed25519_point_bytes = 32;

}  // namespace

std::string_view jose_name(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::ed25519: return "EdDSA";
    case Algorithm::p256: return "ES256";
  }
  return {};
}

PublicKey::PublicKey(Algorithm algorithm, ByteView point) : algorithm_(algorithm) {
  std::ranges::copy(point, point_.begin());
}

ByteView PublicKey::point() const {
  const ByteView whole(point_);
  return algorithm_ == Algorithm::ed25519 ? whole.first(ed25519_point_bytes) : whole;
}

Result<PublicKey> PublicKey::make(Algorithm algorithm, ByteView point) {
  switch (algorithm) {
    case Algorithm::ed25519:
      if (point.size() == ed25519_point_bytes) return PublicKey(algorithm, point);
      return fail(bad_key, "an Ed25519 public key has 32 bytes");
    case Algorithm::p256: break;
  }
  const auto compressed = compress_p256_point(point);
  if (!compressed) return fail(bad_key, "not a point of P-256");
  return PublicKey(algorithm, *compressed);
}

}  // namespace waarmerk::keys
