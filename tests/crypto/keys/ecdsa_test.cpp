#include "crypto/keys/ecdsa.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "crypto/encoding/hex.hpp"
#include "crypto/keys/verify.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::keys {
namespace {

std::unique_ptr<Signer> new_signer(std::uint64_t seed) {
  tests::SeededRandom random(seed);
  return make_signer(SecretKey::generate(Algorithm::p256, random));
}

}  // namespace

// RFC 6979 A.2.5: the key, and its signature of "sample" with SHA-256.
TEST_CASE("the signature of RFC 6979 A.2.5 verifies") {
  const Bytes point =
      *encoding::decode_hex("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
  const Bytes signature = *encoding::decode_hex(
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  CHECK(verify_ecdsa(Algorithm::p256, point, bytes_of("sample"), signature));
  CHECK_FALSE(verify_ecdsa(Algorithm::p256, point, bytes_of("test"), signature));
}

// RFC 6979 A.2.7: the key, and its signature of "sample" with SHA-512.
TEST_CASE("the signature of RFC 6979 A.2.7 verifies") {
  const Bytes secret = *encoding::decode_hex(
      "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa896eb32f1f47c70855836a6d1"
      "6fcc1466f6d8fbec67db89ec0c08b0e996b83538");
  const auto key = make_signer(SecretKey::make(Algorithm::p521, secret).value())->public_key();
  Bytes signature = *encoding::decode_hex(
      "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f174e25a1ee9017b5d450606add15"
      "2b534931d7d4e8455cc91f9b15bf05ec36e377fa"
      "00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af282623eaa63e5b5c0723d8b8c37f"
      "f0777b1a20f8ccb1dccc43997f1ee0e44da4a67a");
  CHECK(verify(key, bytes_of("sample"), signature));
  CHECK_FALSE(verify(key, bytes_of("test"), signature));
  signature.pop_back();
  CHECK_FALSE(verify(key, bytes_of("sample"), signature));
}

TEST_CASE("signatures of P-521 verify, however long their numbers are") {
  tests::SeededRandom random(11);
  const auto signer = make_signer(SecretKey::generate(Algorithm::p521, random));
  for (int i = 0; i < 32; ++i) {
    const auto message = std::to_string(i);
    const auto signature = signer->sign(bytes_of(message));
    REQUIRE(signature);
    CHECK(signature->size() == 132);
    CHECK(verify(signer->public_key(), bytes_of(message), *signature));
    CHECK_FALSE(verify(signer->public_key(), bytes_of(message + "x"), *signature));
  }
  CHECK_FALSE(verify(signer->public_key(), bytes_of("1"), Bytes(132)));
}

// RFC 6979 A.2.6: the key, and its signature of "sample" with SHA-384.
TEST_CASE("the signature of RFC 6979 A.2.6 verifies") {
  const Bytes secret = *encoding::decode_hex(
      "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d2"
      "e"
      "df5");
  const auto key = make_signer(SecretKey::make(Algorithm::p384, secret).value())->public_key();
  const Bytes signature = *encoding::decode_hex(
      "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fa"
      "b"
      "e46"
      "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a3862"
      "8"
      "ac8");
  CHECK(verify_ecdsa(Algorithm::p384, key.point(), bytes_of("sample"), signature));
  CHECK_FALSE(verify_ecdsa(Algorithm::p384, key.point(), bytes_of("test"), signature));
  CHECK_FALSE(verify_ecdsa(Algorithm::p384, key.point(), bytes_of("sample"),
                           ByteView(signature).first(64)));
}

TEST_CASE("P-256 keys beyond the number that is kept verify again") {
  std::vector<std::unique_ptr<Signer>> signers;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    signers.push_back(new_signer(seed));
  }
  for (int round = 0; round < 2; ++round) {
    for (const auto& signer : signers) {
      CHECK(verify(signer->public_key(), bytes_of("m"), signer->sign(bytes_of("m")).value()));
    }
  }
}

}  // namespace waarmerk::keys
