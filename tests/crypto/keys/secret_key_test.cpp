#include "crypto/keys/secret_key.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::keys {
namespace {

Result<SecretKey> make(Algorithm algorithm, const std::string& hex) {
  const Bytes bytes = *encoding::decode_hex(hex);
  return SecretKey::make(algorithm, ByteView(bytes).first<32>());
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

TEST_CASE("one seed generates one key, another another") {
  for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::p256}) {
    tests::SeededRandom one(1), same(1), other(2);
    const auto key = make_signer(SecretKey::generate(algorithm, one))->public_key();
    CHECK(make_signer(SecretKey::generate(algorithm, same))->public_key() == key);
    CHECK(make_signer(SecretKey::generate(algorithm, other))->public_key() != key);
  }
}

}  // namespace waarmerk::keys
