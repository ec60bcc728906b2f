#include "crypto/keys/curve_point.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::keys {
namespace {

// The generator of P-256 (SEC 2 section 2.4.2).
const std::string x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const std::string y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

Bytes bytes(const std::string& hex) { return encoding::decode_hex(hex).value(); }

std::optional<Bytes> point_of(const std::string& hex) {
  return public_point_of(Algorithm::p256, bytes(hex));
}

std::optional<Bytes> compress(ByteView point) { return compress_point(Algorithm::p256, point); }

}  // namespace

TEST_CASE("a point is compressed and comes back whole") {
  const auto compressed = compress(bytes("04" + x + y));
  REQUIRE(compressed);
  CHECK(encoding::encode_hex(*compressed) == "03" + x);
  CHECK(encoding::encode_hex(uncompress_point(Algorithm::p256, *compressed)) == "04" + x + y);
  CHECK(compress(*compressed) == compressed);
}

TEST_CASE("the hybrid form, the point at infinity and points off the curve are no points") {
  for (const std::string& hex : {"07" + x + y, std::string("00"), std::string(66, '0'),
                                 "04" + x + x, std::string(), "02" + std::string(64, 'f')}) {
    CAPTURE(hex);
    CHECK_FALSE(compress(bytes(hex)));
  }
}

TEST_CASE("the scalar one has the generator, and zero has no point") {
  CHECK(encoding::encode_hex(point_of(std::string(63, '0') + "1").value()) == "03" + x);
  CHECK_FALSE(point_of(std::string(64, '0')));
}

TEST_CASE("the key of RFC 6979 A.2.5 has its public point") {
  const auto point = point_of("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
  REQUIRE(point);
  CHECK(encoding::encode_hex(*point) ==
        "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
}

// RFC 6979 A.2.6.
TEST_CASE("a P-384 key has its public point, whole and compressed") {
  const auto scalar = bytes(
      "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d2"
      "e"
      "df5");
  const auto point = public_point_of(Algorithm::p384, scalar);
  REQUIRE(point);
  const auto whole = encoding::encode_hex(uncompress_point(Algorithm::p384, *point));
  CHECK(
      whole.starts_with("04ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0e"
                        "a9055866064a254515480bc13"));
  CHECK(compress_point(Algorithm::p384, bytes(whole)) == point);
  CHECK_FALSE(public_point_of(Algorithm::p256, scalar));
  CHECK_FALSE(compress_point(Algorithm::p256, *point));
}

TEST_CASE(
    "a point that was seen before is still no point of the other curve, and others are not it") {
  const auto good = bytes("03" + x);
  for (int round = 0; round < 2; ++round) {
    CHECK(compress(good) == good);
    CHECK_FALSE(compress_point(Algorithm::p384, good));
    CHECK_FALSE(compress(bytes("02" + std::string(64, 'f'))));
    CHECK(compress(bytes("02" + x)) == bytes("02" + x));
  }
}

}  // namespace waarmerk::keys
