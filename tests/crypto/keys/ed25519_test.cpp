#include "crypto/keys/ed25519.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include <algorithm>
#include <optional>
#include <string>

#include "crypto/encoding/hex.hpp"
#include "crypto/keys/verify.hpp"

namespace waarmerk::keys {
namespace {

Result<SecretKey> make(Algorithm algorithm, const std::string& hex) {
  const Bytes bytes = *encoding::decode_hex(hex);
  return SecretKey::make(algorithm, bytes);
}

using Point = ByteArray<32>;
using Scalar = ByteArray<32>;

Point point_of(const std::string& hex) {
  Point point;
  std::ranges::copy(*encoding::decode_hex(hex), point.begin());
  return point;
}

Scalar small_scalar(std::uint8_t value) {
  Scalar scalar{};
  scalar[0] = value;
  return scalar;
}

/// `scalar` times the base point.
Point base_times(const Scalar& scalar) {
  Point point;
  REQUIRE(crypto_scalarmult_ed25519_base_noclamp(point.data(), scalar.data()) == 0);
  return point;
}

Point sum(const Point& left, const Point& right) {
  Point point;
  REQUIRE(crypto_core_ed25519_add(point.data(), left.data(), right.data()) == 0);
  return point;
}

/// SHA-512 of R, A and the message, modulo the group's order (RFC 8032 5.1.7).
Scalar challenge(const Point& r, const Point& a, const std::string& message) {
  Bytes input(r.begin(), r.end());
  append(input, a);
  append(input, bytes_of(message));
  ByteArray<64> hash;
  crypto_hash_sha512(hash.data(), input.data(), input.size());
  Scalar scalar;
  crypto_core_ed25519_scalar_reduce(scalar.data(), hash.data());
  return scalar;
}

/// R || S with S = nonce + challenge * secret, whatever point is said to be R or the key.
Bytes signature_of(const Scalar& nonce, const Scalar& secret, const Point& r, const Point& a,
                   const std::string& message) {
  Scalar product, s;
  const auto h = challenge(r, a, message);
  crypto_core_ed25519_scalar_mul(product.data(), h.data(), secret.data());
  crypto_core_ed25519_scalar_add(s.data(), nonce.data(), product.data());
  Bytes signature(r.begin(), r.end());
  append(signature, s);
  return signature;
}

bool accepts(const Point& a, const std::string& message, const Bytes& signature) {
  return verify(PublicKey::make(Algorithm::ed25519, a).value(), bytes_of(message), signature)
      .has_value();
}

/// A message for which the challenge is, or is not, a multiple of the cofactor.
std::string message_whose_challenge(bool is_multiple_of_8, const Point& r, const Point& a) {
  for (int i = 0;; ++i) {
    auto message = std::to_string(i);
    if ((challenge(r, a, message)[0] % 8 == 0) == is_multiple_of_8) return message;
  }
}

// A point of order 8, and the group's order (RFC 8032 5.1).
const std::string order_8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
const std::string group_order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

const Scalar secret = small_scalar(77);
const Scalar nonce = small_scalar(123);

}  // namespace

TEST_CASE("the first test of RFC 8032 7.1 holds") {
  const auto signer = make_signer(
      make(Algorithm::ed25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
          .value());
  CHECK(encoding::encode_hex(signer->public_key().point()) ==
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  CHECK(encoding::encode_hex(signer->sign({}).value()) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b");
}

TEST_CASE("an Ed25519 key of small order verifies nothing") {
  Bytes identity(32);
  identity[0] = 1;
  const auto key = PublicKey::make(Algorithm::ed25519, identity);
  REQUIRE(key);
  // R is the identity and S is 0: a lax verifier takes this for any message.
  Bytes signature(64);
  signature[0] = 1;
  CHECK(verify(*key, bytes_of("m"), signature).error().code == bad_signature);
}

TEST_CASE("every point of small order is refused as a key, in each of its encodings") {
  // Orders 1, 2, 4 and 8, then what is the same when the coordinate is not reduced.
  for (const std::string& hex :
       {"0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"}) {
    CAPTURE(hex);
    const Point a = point_of(hex);
    const Point r = base_times(nonce);
    // The equation holds where the challenge cancels the key, so only strictness refuses.
    const auto message = message_whose_challenge(true, r, a);
    CHECK_FALSE(accepts(a, message, signature_of(nonce, small_scalar(0), r, a, message)));
  }
}

TEST_CASE("R of small order is refused, though the equation holds") {
  const Point a = base_times(secret);
  const Point r = point_of("0100000000000000000000000000000000000000000000000000000000000000");
  CHECK_FALSE(accepts(a, "m", signature_of(small_scalar(0), secret, r, a, "m")));
  const Point good = base_times(nonce);
  CHECK(accepts(a, "m", signature_of(nonce, secret, good, a, "m")));
}

TEST_CASE("a key of mixed order is taken where the equation holds without the cofactor") {
  const Point a = sum(base_times(secret), point_of(order_8));
  const Point r = base_times(nonce);
  const auto good = message_whose_challenge(true, r, a);
  CHECK(accepts(a, good, signature_of(nonce, secret, r, a, good)));
  // A verifier that multiplies by the cofactor would take this one too.
  const auto bad = message_whose_challenge(false, r, a);
  CHECK_FALSE(accepts(a, bad, signature_of(nonce, secret, r, a, bad)));
}

TEST_CASE("R of mixed order is refused") {
  const Point a = base_times(secret);
  const Point r = sum(base_times(nonce), point_of(order_8));
  CHECK_FALSE(accepts(a, "m", signature_of(nonce, secret, r, a, "m")));
}

TEST_CASE("S that is not reduced is refused, and so are its spare bits") {
  const Point a = base_times(secret);
  const Bytes good = signature_of(nonce, secret, base_times(nonce), a, "m");
  REQUIRE(accepts(a, "m", good));
  const Bytes order = *encoding::decode_hex(group_order);
  Bytes larger = good;
  for (int times = 1; times <= 7; ++times) {
    CAPTURE(times);
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
      carry += unsigned{larger[32 + i]} + order[i];
      larger[32 + i] = static_cast<std::uint8_t>(carry);
      carry >>= 8;
    }
    CHECK_FALSE(accepts(a, "m", larger));
  }
  for (const int bit : {0x20, 0x40, 0x80}) {
    Bytes flipped = good;
    flipped.back() = static_cast<std::uint8_t>(flipped.back() | bit);
    CHECK_FALSE(accepts(a, "m", flipped));
  }
}

TEST_CASE("R whose coordinate is not reduced, or of the other sign, is refused") {
  const Point a = base_times(secret);
  const Bytes good = signature_of(nonce, secret, base_times(nonce), a, "m");
  Bytes other_sign = good;
  other_sign[31] ^= 0x80;
  CHECK_FALSE(accepts(a, "m", other_sign));
  // The points with y of 3 to 18 have a second encoding, y + p; none is taken.
  for (int y = 3; y <= 18; ++y) {
    Point r;
    r.fill(0xff);
    r[0] = static_cast<std::uint8_t>(0xed + y);
    r[31] = 0x7f;
    CHECK_FALSE(accepts(a, "m", signature_of(nonce, secret, r, a, "m")));
    CHECK_FALSE(accepts(r, "m", good));
  }
}

}  // namespace waarmerk::keys
