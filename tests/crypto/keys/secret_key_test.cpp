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

TEST_CASE("the first test of RFC 8032 7.1 holds") {
  const auto signer = make_signer(
      make(Algorithm::ed25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
          .value());
  CHECK(encoding::encode_hex(signer->public_key().point()) ==
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  CHECK(encoding::encode_hex(signer->sign({}).value()) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b");
}

TEST_CASE("the key of RFC 6979 A.2.5 has its public point") {
  const auto signer = make_signer(
      make(Algorithm::p256, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
          .value());
  CHECK(encoding::encode_hex(signer->public_key().point()) ==
        "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
}

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
