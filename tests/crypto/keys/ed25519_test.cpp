#include "crypto/keys/ed25519.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"
#include "crypto/keys/verify.hpp"

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

TEST_CASE("an Ed25519 key of small order verifies nothing") {
  Bytes identity(32);
  identity[0] = 1;
  const auto key = PublicKey::make(Algorithm::ed25519, identity);
  REQUIRE(key);
  // R is the identity and S is 0: a lax verifier takes this for any message.
  Bytes signature(64);
  signature[0] = 1;
  CHECK(verify(*key, bytes_of("m"), signature).error().code == bad_signature);
}

}  // namespace waarmerk::keys
