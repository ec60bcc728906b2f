#include "crypto/keys/p256_point.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <cstdlib>
#include <memory>

namespace waarmerk::keys {
namespace {

struct FreePoint {
  void operator()(EC_POINT* point) const { EC_POINT_free(point); }
};
struct FreeNumber {
  void operator()(BIGNUM* number) const { BN_clear_free(number); }
};
using Point = std::unique_ptr<EC_POINT, FreePoint>;
using Number = std::unique_ptr<BIGNUM, FreeNumber>;

const EC_GROUP* curve() {
  static const EC_GROUP* const group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
  if (group == nullptr) std::abort();  // an OpenSSL without P-256 cannot run this program
  return group;
}

Point new_point() {
  Point point(EC_POINT_new(curve()));
  if (!point) std::abort();  // only an exhausted machine gets here
  return point;
}

/// nullptr for what is not on the curve.
Point decode(ByteView bytes) {
  Point point = new_point();
  if (EC_POINT_oct2point(curve(), point.get(), bytes.data(), bytes.size(), nullptr) != 1) {
    ERR_clear_error();  // a stale error would confuse TLS on this thread
    return nullptr;
  }
  return point;
}

template <std::size_t N>
ByteArray<N> encode(const EC_POINT& point, point_conversion_form_t form) {
  ByteArray<N> bytes;
  if (EC_POINT_point2oct(curve(), &point, form, bytes.data(), N, nullptr) != N) std::abort();
  return bytes;
}

}  // namespace

std::optional<CompressedPoint> compress_p256_point(ByteView point) {
  // OpenSSL also knows a hybrid form and the point at infinity; no standard of ours does.
  const bool compressed = point.size() == 33 && (point[0] == 2 || point[0] == 3);
  const bool uncompressed = point.size() == 65 && point[0] == 4;
  if (!compressed && !uncompressed) return std::nullopt;
  const Point decoded = decode(point);
  if (!decoded) return std::nullopt;
  return encode<33>(*decoded, POINT_CONVERSION_COMPRESSED);
}

UncompressedPoint uncompress_p256_point(ByteView point) {
  const Point decoded = decode(point);
  if (!decoded) std::abort();  // a PublicKey holds no other point
  return encode<65>(*decoded, POINT_CONVERSION_UNCOMPRESSED);
}

std::optional<CompressedPoint> p256_point_of(std::span<const std::uint8_t, 32> scalar) {
  const Number number(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
  if (!number) std::abort();
  if (BN_is_zero(number.get()) == 1) return std::nullopt;
  if (BN_cmp(number.get(), EC_GROUP_get0_order(curve())) >= 0) return std::nullopt;
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  const Point point = new_point();
  if (EC_POINT_mul(curve(), point.get(), number.get(), nullptr, nullptr, nullptr) != 1) {
    std::abort();
  }
  return encode<33>(*point, POINT_CONVERSION_COMPRESSED);
}

}  // namespace waarmerk::keys
