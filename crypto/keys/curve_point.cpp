#include "crypto/keys/curve_point.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "crypto/keys/evp.hpp"

namespace waarmerk::keys {
namespace {

using Point = Owned<EC_POINT, EC_POINT_free>;

const EC_GROUP* group_of(int name) {
  const EC_GROUP* group = EC_GROUP_new_by_curve_name(name);
  require(group != nullptr);
  return group;
}

const EC_GROUP* group_of(Algorithm curve) {
  static const EC_GROUP* const p256 = group_of(NID_X9_62_prime256v1);
  static const EC_GROUP* const p384 = group_of(NID_secp384r1);
  static const EC_GROUP* const p521 = group_of(NID_secp521r1);
  if (curve == Algorithm::p521) return p521;
  return curve == Algorithm::p384 ? p384 : p256;
}

Point new_point(Algorithm curve) {
  Point point(EC_POINT_new(group_of(curve)));
  require(point != nullptr);
  return point;
}

/// nullptr for what is not on the curve.
Point decode(Algorithm curve, ByteView bytes) {
  Point point = new_point(curve);
  if (EC_POINT_oct2point(group_of(curve), point.get(), bytes.data(), bytes.size(), nullptr) != 1) {
    ERR_clear_error();  // a stale error would confuse TLS on this thread
    return nullptr;
  }
  return point;
}

/// The last few compressed points of this thread that were found on their curve: to find out costs
/// a square root, and a node reads the keys of the same issuers again and again.
class KnownPoints {
 public:
  bool has(Algorithm curve, ByteView point) const {
    return std::ranges::any_of(points_, [&](const Point& known) {
      return known.curve == curve && std::ranges::equal(known.bytes, point);
    });
  }
  void add(Algorithm curve, Bytes point) { points_[next_++ % count] = {curve, std::move(point)}; }

 private:
  struct Point {
    Algorithm curve{};
    Bytes bytes = {};
  };
  static constexpr std::size_t count = 8;

  std::array<Point, count> points_;
  std::size_t next_ = 0;
};

Bytes encode(Algorithm curve, const EC_POINT& point, point_conversion_form_t form) {
  const auto number_bytes = number_bytes_of(curve);
  Bytes bytes(1 + (form == POINT_CONVERSION_COMPRESSED ? number_bytes : 2 * number_bytes));
  require(EC_POINT_point2oct(group_of(curve), &point, form, bytes.data(), bytes.size(), nullptr) ==
          bytes.size());
  return bytes;
}

}  // namespace

std::size_t number_bytes_of(Algorithm curve) {
  if (curve == Algorithm::p521) return 66;
  return curve == Algorithm::p384 ? 48 : 32;
}

std::optional<Bytes> compress_point(Algorithm curve, ByteView point) {
  const auto number_bytes = number_bytes_of(curve);
  // OpenSSL also knows a hybrid form and the point at infinity; no standard of ours does.
  const bool compressed = point.size() == 1 + number_bytes && (point[0] == 2 || point[0] == 3);
  const bool uncompressed = point.size() == 1 + 2 * number_bytes && point[0] == 4;
  if (!compressed && !uncompressed) return std::nullopt;
  thread_local KnownPoints known;
  if (compressed && known.has(curve, point)) return to_bytes(point);
  const Point decoded = decode(curve, point);
  if (!decoded) return std::nullopt;
  auto found = encode(curve, *decoded, POINT_CONVERSION_COMPRESSED);
  known.add(curve, found);
  return found;
}

Bytes uncompress_point(Algorithm curve, ByteView point) {
  const Point decoded = decode(curve, point);
  require(decoded != nullptr);  // a PublicKey holds no other point
  return encode(curve, *decoded, POINT_CONVERSION_UNCOMPRESSED);
}

std::optional<Bytes> public_point_of(Algorithm curve, ByteView scalar) {
  if (scalar.size() != number_bytes_of(curve)) return std::nullopt;
  const Number number(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
  require(number != nullptr);
  if (BN_is_zero(number.get()) == 1) return std::nullopt;
  if (BN_cmp(number.get(), EC_GROUP_get0_order(group_of(curve))) >= 0) return std::nullopt;
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  const Point point = new_point(curve);
  require(EC_POINT_mul(group_of(curve), point.get(), number.get(), nullptr, nullptr, nullptr) == 1);
  return encode(curve, *point, POINT_CONVERSION_COMPRESSED);
}

}  // namespace waarmerk::keys
