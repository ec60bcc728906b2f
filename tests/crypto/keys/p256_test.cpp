#include "crypto/keys/p256.hpp"

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
  CHECK(verify_p256(point, bytes_of("sample"), signature));
  CHECK_FALSE(verify_p256(point, bytes_of("test"), signature));
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
