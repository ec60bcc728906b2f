#include "crypto/keys/p256_point.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::keys {
namespace {

// The generator of P-256 (SEC 2 section 2.4.2).
const std::string x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const std::string y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

Bytes bytes(const std::string& hex) { return encoding::decode_hex(hex).value(); }

std::optional<CompressedPoint> point_of(const std::string& hex) {
  return p256_point_of(ByteView(bytes(hex)).first<32>());
}

}  // namespace

TEST_CASE("a point is compressed and comes back whole") {
  const auto compressed = compress_p256_point(bytes("04" + x + y));
  REQUIRE(compressed);
  CHECK(encoding::encode_hex(*compressed) == "03" + x);
  CHECK(encoding::encode_hex(uncompress_p256_point(*compressed)) == "04" + x + y);
  CHECK(compress_p256_point(*compressed) == compressed);
}

TEST_CASE("the hybrid form, the point at infinity and points off the curve are no points") {
  for (const std::string& hex : {"07" + x + y, std::string("00"), std::string(66, '0'),
                                 "04" + x + x, std::string(), "02" + std::string(64, 'f')}) {
    CAPTURE(hex);
    CHECK_FALSE(compress_p256_point(bytes(hex)));
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

}  // namespace waarmerk::keys
