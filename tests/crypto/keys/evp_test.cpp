#include "crypto/keys/evp.hpp"

#include <doctest/doctest.h>
#include <openssl/err.h>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/curve_point.hpp"
#include "crypto/keys/secret_key.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::keys {
namespace {

Bytes one() {
  Bytes scalar(32);
  scalar.back() = 1;
  return scalar;
}

}  // namespace

TEST_CASE("a signature that OpenSSL cannot read leaves no error behind on the thread") {
  tests::SeededRandom random(1);
  const auto signer = make_signer(SecretKey::generate(Algorithm::p256, random));
  const auto digest = sha256(bytes_of("m")).value;
  CHECK_FALSE(verify_digest(Algorithm::p256, signer->public_key().point(), digest, Bytes(70)));
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("a digest verifies with the key that it was signed with, again and again") {
  tests::SeededRandom random(1);
  const auto signer = make_signer(SecretKey::generate(Algorithm::p256, random));
  const auto point = signer->public_key().point();
  const auto digest = sha256(bytes_of("m")).value;
  const auto key = make_curve_key(Algorithm::p256, point, nullptr);
  CHECK(EVP_PKEY_get_bits(key.get()) == 256);
  // A key pair of the scalar 1, whose point is the generator, signs here by OpenSSL itself.
  const Bytes generator = public_point_of(Algorithm::p256, one()).value();
  const Number scalar(BN_bin2bn(one().data(), 32, nullptr));
  const auto pair = make_curve_key(Algorithm::p256, generator, scalar.get());
  const EvpContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, pair.get(), nullptr));
  Bytes der(80);
  std::size_t size = der.size();
  REQUIRE(EVP_PKEY_sign_init(context.get()) == 1);
  REQUIRE(EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) == 1);
  for (int round = 0; round < 2; ++round) {
    CHECK(verify_digest(Algorithm::p256, generator, digest, ByteView(der).first(size)));
    CHECK_FALSE(verify_digest(Algorithm::p256, point, digest, ByteView(der).first(size)));
  }
}

}  // namespace waarmerk::keys
