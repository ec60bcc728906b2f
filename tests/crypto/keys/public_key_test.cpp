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

TEST_CASE("a P-384 key is the same key from both forms of its point") {
  // The generator of P-384 (SEC 2 section 2.5.1).
  const std::string wide_x =
      "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e387276"
      "0"
      "ab7";
  const std::string wide_y =
      "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea"
      "0"
      "e5f";
  const auto make = [](const std::string& hex) {
    return PublicKey::make(Algorithm::p384, *encoding::decode_hex(hex));
  };
  const auto compressed = make("03" + wide_x);
  REQUIRE(compressed);
  CHECK(*compressed == make("04" + wide_x + wide_y).value());
  CHECK(compressed->point().size() == 49);
  CHECK(jose_name(compressed->algorithm()) == "ES384");
  CHECK(make("04" + wide_x + wide_x).error().code == bad_key);
  CHECK(make("03" + x).error().code == bad_key);
}

TEST_CASE("a JOSE name finds its algorithm, and only a name that is known") {
  for (const auto algorithm :
       {Algorithm::ed25519, Algorithm::p256, Algorithm::p384, Algorithm::p521, Algorithm::rsa}) {
    CHECK(find_algorithm(jose_name(algorithm)) == algorithm);
  }
  CHECK(find_algorithm("Ed25519") == Algorithm::ed25519);
  for (const std::string_view name : {"", "none", "HS256", "PS256", "RS384", "ES256K", "es256"}) {
    CAPTURE(name);
    CHECK_FALSE(find_algorithm(name));
  }
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
