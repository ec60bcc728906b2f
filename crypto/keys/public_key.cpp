#include "crypto/keys/public_key.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/keys/curve_point.hpp"
#include "crypto/keys/rsa.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t ed25519_point_bytes = 32;

struct JoseName {
  std::string_view name;
  Algorithm algorithm;
};
constexpr auto jose_names = std::to_array<JoseName>({
    {"EdDSA", Algorithm::ed25519},
    {"ES256", Algorithm::p256},
    {"ES384", Algorithm::p384},
    {"ES512", Algorithm::p521},
    {"RS256", Algorithm::rsa},
    {"Ed25519", Algorithm::ed25519},
});

}  // namespace

std::string_view jose_name(Algorithm algorithm) {
  return std::ranges::find(jose_names, algorithm, &JoseName::algorithm)->name;
}

std::optional<Algorithm> find_algorithm(std::string_view jose_name) {
  const auto* found = std::ranges::find(jose_names, jose_name, &JoseName::name);
  if (found == jose_names.end()) return std::nullopt;
  return found->algorithm;
}

PublicKey::PublicKey(Algorithm algorithm, ByteView point) : algorithm_(algorithm) {
  if (algorithm == Algorithm::rsa) {
    rsa_key_ = std::make_shared<const Bytes>(to_bytes(point));
    return;
  }
  point_bytes_ = static_cast<std::uint8_t>(point.size());
  std::ranges::copy(point, point_.begin());
}

ByteView PublicKey::point() const {
  return rsa_key_ ? ByteView(*rsa_key_) : ByteView(point_).first(point_bytes_);
}

bool operator==(const PublicKey& left, const PublicKey& right) {
  return left.algorithm_ == right.algorithm_ && std::ranges::equal(left.point(), right.point());
}

Result<PublicKey> PublicKey::make(Algorithm algorithm, ByteView point) {
  switch (algorithm) {
    case Algorithm::ed25519:
      if (point.size() == ed25519_point_bytes) return PublicKey(algorithm, point);
      return fail(bad_key, "an Ed25519 public key has 32 bytes");
    case Algorithm::p256:
    case Algorithm::p384:
    case Algorithm::p521:
      if (const auto compressed = compress_point(algorithm, point)) {
        return PublicKey(algorithm, *compressed);
      }
      return fail(bad_key, "not a point of the curve");
    case Algorithm::rsa: break;
  }
  TRY_OK(check_rsa_key(point));
  return PublicKey(algorithm, point);
}

}  // namespace waarmerk::keys
