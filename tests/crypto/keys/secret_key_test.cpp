#include "crypto/keys/secret_key.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::keys {
namespace {

Result<SecretKey> make(Algorithm algorithm, const std::string& hex) {
  const Bytes bytes = *encoding::decode_hex(hex);
  return SecretKey::make(algorithm, bytes);
}

}  // namespace

TEST_CASE("a P-256 scalar of zero, or of the group's order and more, is refused") {
  const std::string order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
  const std::string below = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550";
  CHECK(make(Algorithm::p256, below));
  CHECK(make(Algorithm::p256, order).error().code == bad_key);
  CHECK(make(Algorithm::p256, std::string(64, 'f')).error().code == bad_key);
  CHECK(make(Algorithm::p256, std::string(64, '0')).error().code == bad_key);
  CHECK(make(Algorithm::ed25519, std::string(64, '0')));
}

TEST_CASE("a P-384 scalar of zero, or of the group's order and more, is refused") {
  const std::string head = "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf";
  CHECK(make(Algorithm::p384, head + "581a0db248b0a77aecec196accc52972"));
  CHECK(make(Algorithm::p384, head + "581a0db248b0a77aecec196accc52973").error().code == bad_key);
  CHECK(make(Algorithm::p384, std::string(96, '0')).error().code == bad_key);
}

TEST_CASE("a secret of another length is refused, and RSA has none") {
  CHECK(make(Algorithm::ed25519, std::string(96, '1')).error().code == bad_key);
  CHECK(make(Algorithm::p256, std::string(62, '1')).error().code == bad_key);
  CHECK(make(Algorithm::p384, std::string(64, '1')).error().code == bad_key);
  CHECK(make(Algorithm::rsa, std::string(64, '1')).error().code == unsupported_key);
}

TEST_CASE("one seed generates one key, another another") {
  for (const Algorithm algorithm :
       {Algorithm::ed25519, Algorithm::p256, Algorithm::p384, Algorithm::p521}) {
    tests::SeededRandom one(1), same(1), other(2);
    const auto key = make_signer(SecretKey::generate(algorithm, one))->public_key();
    CHECK(make_signer(SecretKey::generate(algorithm, same))->public_key() == key);
    CHECK(make_signer(SecretKey::generate(algorithm, other))->public_key() != key);
  }
}

}  // namespace waarmerk::keys
