#include "crypto/keys/public_key.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::keys {
namespace {

// The generator of P-256 (SEC 2 section 2.4.2).
const std::string x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const std::string y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

Result<PublicKey> p256(const std::string& hex) {
  return PublicKey::make(Algorithm::p256, *encoding::decode_hex(hex));
}

}  // namespace

TEST_CASE("an Ed25519 key is any 32 bytes") {
  const Bytes point(32, 7);
  const auto key = PublicKey::make(Algorithm::ed25519, point);
  REQUIRE(key);
  CHECK(to_bytes(key->point()) == point);
  CHECK(jose_name(key->algorithm()) == "EdDSA");
  CHECK(PublicKey::make(Algorithm::ed25519, Bytes(31)).error().code == bad_key);
  CHECK(PublicKey::make(Algorithm::ed25519, Bytes(33)).error().code == bad_key);
}

TEST_CASE("a P-256 key is the same key from both forms of its point") {
  const auto compressed = p256("03" + x);
  const auto uncompressed = p256("04" + x + y);
  REQUIRE(compressed);
  REQUIRE(uncompressed);
  CHECK(*compressed == *uncompressed);
  CHECK(compressed->point().size() == 33);
  CHECK(*p256("02" + x) != *compressed);
  CHECK(jose_name(compressed->algorithm()) == "ES256");
}

TEST_CASE("what is not a point of P-256 is refused") {
  const std::string ones(64, 'f');
  for (const std::string& hex :
       {std::string(), std::string("00"), "04" + x + x, "07" + x + y, "03" + x + "00", "05" + x,
        "03" + x.substr(2), "04" + x, "03" + ones, std::string(66, '0')}) {
    CAPTURE(hex);
    const auto key = p256(hex);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == bad_key);
  }
}

}  // namespace waarmerk::keys
