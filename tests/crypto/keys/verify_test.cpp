#include "crypto/keys/verify.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "crypto/keys/secret_key.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::keys {
namespace {

std::unique_ptr<Signer> new_signer(Algorithm algorithm, std::uint64_t seed = 1) {
  tests::SeededRandom random(seed);
  return make_signer(SecretKey::generate(algorithm, random));
}

constexpr Algorithm algorithms[] = {Algorithm::ed25519, Algorithm::p256, Algorithm::p384,
                                    Algorithm::p521};

}  // namespace

TEST_CASE("a signature verifies with its key over its message, and with no other") {
  for (const Algorithm algorithm : algorithms) {
    const auto signer = new_signer(algorithm);
    const auto other = new_signer(algorithm, 2);
    for (const std::string message : {"", "a message"}) {
      const auto signature = signer->sign(bytes_of(message));
      REQUIRE(signature);
      CHECK(signature->size() == (algorithm == Algorithm::p521   ? 132
                                  : algorithm == Algorithm::p384 ? 96
                                                                 : 64));
      CHECK(verify(signer->public_key(), bytes_of(message), *signature));
      CHECK(verify(signer->public_key(), bytes_of("another"), *signature).error().code ==
            bad_signature);
      CHECK(verify(other->public_key(), bytes_of(message), *signature).error().code ==
            bad_signature);
    }
  }
}

TEST_CASE("a signature with one bit flipped, or of another length, is refused") {
  for (const Algorithm algorithm : algorithms) {
    const auto signer = new_signer(algorithm);
    const Bytes good = signer->sign(bytes_of("m")).value();
    for (std::size_t i = 0; i < good.size(); ++i) {
      Bytes flipped = good;
      flipped[i] ^= 1;
      CHECK_FALSE(verify(signer->public_key(), bytes_of("m"), flipped));
    }
    Bytes longer = good;
    longer.push_back(0);
    CHECK_FALSE(verify(signer->public_key(), bytes_of("m"), longer));
    CHECK_FALSE(verify(signer->public_key(), bytes_of("m"), ByteView(good).first(good.size() - 1)));
    CHECK_FALSE(verify(signer->public_key(), bytes_of("m"), {}));
    CHECK_FALSE(verify(signer->public_key(), bytes_of("m"), Bytes(good.size())));
  }
}

}  // namespace waarmerk::keys
