#include "node/openid/holder_proof.hpp"

#include <doctest/doctest.h>

#include <string>

#include "did/did_jwk.hpp"
#include "node/openid/error_codes.hpp"
#include "tests/support/wallet.hpp"

namespace waarmerk::node::openid {
namespace {

using tests::badge_now;
using tests::ProofWish;
using tests::Wallet;

constexpr ProofRules rules{"https://library.example", badge_now};

ErrorCode refusal(const std::string& jwt) {
  const auto checked = check_holder_proof(jwt, rules);
  return checked ? ErrorCode{} : checked.error().code;
}

did::Did jwk_did_of(const Wallet& wallet) {
  return did::did_jwk_of(wallet.party.signer->public_key());
}

}  // namespace

TEST_CASE("a proof names its holder by a did:key, a did:jwk or a bare JWK") {
  for (const auto algorithm : {keys::Algorithm::ed25519, keys::Algorithm::p256,
                               keys::Algorithm::p384, keys::Algorithm::p521}) {
    const Wallet wallet(9, algorithm);
    const auto by_key = check_holder_proof(wallet.proof({.nonce = "n"}), rules);
    REQUIRE(by_key);
    CHECK(by_key->holder.text() == wallet.party.did);
    CHECK(by_key->nonce == "n");
    const auto jwk_did = jwk_did_of(wallet);
    const auto kid = "\"kid\":\"" + jwk_did.text() + "#0\"";
    const auto by_did_jwk =
        check_holder_proof(wallet.proof({.nonce = "n", .key_words = kid}), rules);
    REQUIRE(by_did_jwk);
    CHECK(by_did_jwk->holder == jwk_did);
    const auto by_jwk =
        check_holder_proof(wallet.proof({.nonce = "n", .key_words = wallet.jwk_words()}), rules);
    REQUIRE(by_jwk);
    CHECK(by_jwk->holder == jwk_did);
  }
}

TEST_CASE("a proof is for us, of now, and has a nonce") {
  const Wallet wallet;
  CHECK(refusal(wallet.proof({.nonce = "n"})) == ErrorCode{});
  CHECK(refusal(wallet.proof({.nonce = "n", .audience = "https://other.example"})) ==
        invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .audience = "https://library.example/"})) ==
        invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .audience = ""})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = ""})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .issued = std::nullopt})) == invalid_proof);
  const auto at = [&](std::int64_t ms) {
    return refusal(wallet.proof({.nonce = "n", .issued = badge_now + ms}));
  };
  CHECK(at(proof_skew_ms_max) == ErrorCode{});
  CHECK(at(-proof_skew_ms_max) == ErrorCode{});
  CHECK(at(proof_skew_ms_max + second_ms) == invalid_proof);
  CHECK(at(-proof_skew_ms_max - second_ms) == invalid_proof);
  const auto header =
      R"({"typ":"openid4vci-proof+jwt","alg":"EdDSA","kid":")" + wallet.party.method + R"("})";
  const auto two = R"({"aud":["https://library.example","https://other.example"],"nonce":"n",
    "iat":1772532720})";
  CHECK(refusal(wallet.sign(header, two)) == invalid_proof);
  CHECK(refusal(wallet.sign(header, "[]")) == invalid_proof);
  CHECK(refusal(wallet.sign(header, "")) == invalid_proof);
}

TEST_CASE("a proof is of its type, and signed by the key that it names") {
  const Wallet wallet;
  const Wallet other(10);
  CHECK(refusal(wallet.proof({.nonce = "n", .type = "JWT"})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .type = ""})) == invalid_proof);
  const auto of_other = "\"kid\":\"" + other.party.method + "\"";
  CHECK(refusal(wallet.proof({.nonce = "n", .key_words = of_other})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .key_words = other.jwk_words()})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .algorithm = "none"})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .algorithm = "HS256"})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .algorithm = "RS256"})) == invalid_proof);
  CHECK(refusal(wallet.proof({.nonce = "n", .algorithm = "ES256"})) == invalid_proof);
  auto changed = wallet.proof({.nonce = "n"});
  changed[changed.find('.') + 3] ^= 1;
  CHECK(refusal(changed) == invalid_proof);
  CHECK(refusal("x.y.z") == invalid_proof);
  CHECK(refusal("") == invalid_proof);
  CHECK(refusal(std::string(proof_bytes_max + 1, 'a')) == invalid_proof);
}

TEST_CASE("exactly one public key is named, in a way that needs nobody to be asked") {
  const Wallet wallet;
  const auto with = [&](const std::string& key_words) {
    return refusal(wallet.proof({.nonce = "n", .key_words = key_words}));
  };
  const auto kid = "\"kid\":\"" + wallet.party.method + "\"";
  CHECK(with(kid) == ErrorCode{});
  CHECK(with(kid + "," + wallet.jwk_words()) == invalid_proof);
  CHECK(with(R"("x5c":["MIIB"])") == invalid_proof);
  CHECK(with(kid + R"(,"x5c":["MIIB"])") == invalid_proof);
  CHECK(with(R"("cty":"x")") == invalid_proof);
  CHECK(with(R"("kid":"did:web:amira.example#key-1")") == invalid_proof);
  CHECK(with(R"("kid":"key-1")") == invalid_proof);
  CHECK(with("\"kid\":\"" + wallet.party.did + "\"") == invalid_proof);
  CHECK(with("\"kid\":\"" + wallet.party.did + "#other\"") == invalid_proof);
  CHECK(with(R"("kid":"did:key:zNothing#zNothing")") == invalid_proof);
  auto private_key = wallet.jwk_words();
  private_key.insert(private_key.size() - 1, R"(,"d":"AAAA")");
  CHECK(with(private_key) == invalid_proof);
  CHECK(with(R"("jwk":"text")") == invalid_proof);
}

}  // namespace waarmerk::node::openid
