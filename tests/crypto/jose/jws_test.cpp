#include "crypto/jose/jws.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/base64url.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/secret_key.hpp"

using namespace waarmerk;

namespace {

std::unique_ptr<keys::Signer> signer_of(keys::Algorithm algorithm) {
  const Bytes secret(keys::secret_bytes_of(algorithm), 7);
  return keys::make_signer(keys::SecretKey::make(algorithm, secret).value());
}

std::string signed_text(const keys::Signer& signer) {
  const jose::JwsOptions options{.type = "vc+jwt", .content_type = "vc", .key_id = "did:x:y#1"};
  return jose::sign_jws(bytes_of(R"({"a":1})"), options, signer).value();
}

std::string with_header(std::string_view header) {
  return encoding::encode_base64url(bytes_of(header)) + ".e30.AA";
}

}  // namespace

TEST_CASE("what was signed is opened and verified, with each algorithm that signs") {
  for (const auto algorithm :
       {keys::Algorithm::ed25519, keys::Algorithm::p256, keys::Algorithm::p384}) {
    const auto signer = signer_of(algorithm);
    const auto jws = jose::open_jws(signed_text(*signer));
    REQUIRE(jws.has_value());
    CHECK(jws->algorithm == keys::jose_name(algorithm));
    CHECK(jws->type == "vc+jwt");
    CHECK(jws->key_id == "did:x:y#1");
    CHECK(text_of(jws->payload) == R"({"a":1})");
    CHECK(jose::verify_jws(*jws, signer->public_key()).has_value());
  }
}

TEST_CASE("a changed payload is not verified") {
  const auto signer = signer_of(keys::Algorithm::ed25519);
  auto jws = jose::open_jws(signed_text(*signer)).value();
  jws.signing_input.back() = jws.signing_input.back() == 'A' ? 'B' : 'A';
  CHECK(jose::verify_jws(jws, signer->public_key()).error().code == keys::bad_signature);
}

TEST_CASE("the key decides which algorithm counts, not the header") {
  const auto ed25519 = signer_of(keys::Algorithm::ed25519);
  const auto p256 = signer_of(keys::Algorithm::p256);
  const auto jws = jose::open_jws(signed_text(*ed25519)).value();
  CHECK(jose::verify_jws(jws, p256->public_key()).error().code == jose::wrong_key);
}

TEST_CASE("none and the symmetric algorithms are not known") {
  const auto signer = signer_of(keys::Algorithm::ed25519);
  for (const char* header : {R"({"alg":"none"})", R"({"alg":"HS256"})", R"({"alg":"eddsa"})"}) {
    const auto jws = jose::open_jws(with_header(header)).value();
    CHECK(jose::verify_jws(jws, signer->public_key()).error().code == jose::unsupported_algorithm);
  }
}

TEST_CASE("a header carries the key of its signer where that is wanted, and no private part") {
  const auto signer = signer_of(keys::Algorithm::p256);
  const auto text = jose::sign_jws({}, {.with_key = true}, *signer).value();
  const auto jws = jose::open_jws(text).value();
  const auto jwk = jws.header.root().find("jwk");
  REQUIRE(jwk.has_value());
  CHECK(keys::read_jwk(*jwk).value() == signer->public_key());
  CHECK_FALSE(jwk->find("d").has_value());
  const auto without = jose::open_jws(jose::sign_jws({}, {}, *signer).value()).value();
  CHECK_FALSE(without.header.root().find("jwk").has_value());
}

TEST_CASE("a media type loses its first half") {
  const auto jws = jose::open_jws(with_header(R"({"alg":"EdDSA","typ":"application/vc+jwt"})"));
  REQUIRE(jws.has_value());
  CHECK(jws->type == "vc+jwt");
}

TEST_CASE("a header that is not understood is refused") {
  for (const char* header :
       {"[]", "{", "{}", R"({"alg":1})", R"({"alg":"EdDSA","crit":["x"],"x":1})",
        R"({"alg":"EdDSA","b64":false})", R"({"alg":"EdDSA","alg":"none"})",
        R"({"alg":"EdDSA","kid":1})"}) {
    CAPTURE(header);
    const auto jws = jose::open_jws(with_header(header));
    REQUIRE(!jws.has_value());
    CHECK(jws.error().code == jose::malformed);
  }
}

TEST_CASE("a header beyond its limit, padding and foreign characters are refused") {
  const auto long_header = R"({"alg":"EdDSA","x":")" + std::string(20'000, 'x') + "\"}";
  CHECK(jose::open_jws(with_header(long_header)).error().code == jose::malformed);
  CHECK(jose::open_jws("eyJhbGciOiJFZERTQSJ9.e30=.AA").error().code == jose::malformed);
  CHECK(jose::open_jws("eyJhbGciOiJFZERTQSJ9.e30.A+").error().code == jose::malformed);
}
