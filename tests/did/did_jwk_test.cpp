#include "did/did_jwk.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view x = "bFttFb20Eq5BsNuAMtkOwbxIDDscve4TYwRBZI5HRU8";

/// An Ed25519 JWK with `more` members.
std::string jwk(const std::string& more = "") {
  return R"({"kty":"OKP","crv":"Ed25519","x":")" + std::string(x) + "\"" + more + "}";
}

Result<DidDocument> resolve(const std::string& text) {
  const auto did = Did::parse("did:jwk:" + encoding::encode_base64url(bytes_of(text)));
  REQUIRE(did);
  return resolve_did_jwk(*did);
}

bool allows(const DidDocument& document, Purpose purpose) {
  return document.allows(document.id().text() + "#0", purpose);
}

}  // namespace

TEST_CASE("a did:jwk expands to a document with the one method #0 for every purpose") {
  const auto document = resolve(jwk());
  REQUIRE(document);
  REQUIRE(document->methods().size() == 1);
  CHECK(document->methods()[0].id == document->id().text() + "#0");
  CHECK(document->methods()[0].type == "JsonWebKey2020");
  CHECK(document->methods()[0].key);
  for (const auto purpose : all_purposes) CHECK(allows(*document, purpose));
}

TEST_CASE("the use of a JWK decides its purposes") {
  const auto signing = resolve(jwk(R"(,"use":"sig")"));
  REQUIRE(signing);
  CHECK(allows(*signing, Purpose::assertion_method));
  CHECK_FALSE(allows(*signing, Purpose::key_agreement));

  const auto sealing = resolve(jwk(R"(,"use":"enc")"));
  REQUIRE(sealing);
  CHECK_FALSE(allows(*sealing, Purpose::assertion_method));
  CHECK(allows(*sealing, Purpose::key_agreement));
}

TEST_CASE("a kid is not the name of the method") {
  const auto document = resolve(jwk(R"(,"kid":"mine")"));
  REQUIRE(document);
  CHECK(document->find_method(document->id().text() + "#0") != nullptr);
  CHECK(document->find_method(document->id().text() + "#mine") == nullptr);
}

TEST_CASE("the did:jwk of a key leads back to the key") {
  for (const std::string multikey : {"z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi",
                                     "zDnaewYaEC2WydQuKF6fNLb9C65jwGHePPXKdgdJMTuAUAYdH"}) {
    CAPTURE(multikey);
    const auto key = keys::parse_multikey(multikey).value();
    const auto document = resolve_did_jwk(did_jwk_of(key));
    REQUIRE(document);
    CHECK(document->methods()[0].key == key);
  }
}

TEST_CASE("a JWK on another curve leaves the method without key") {
  const auto document = resolve(R"({"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"})");
  REQUIRE(document);
  CHECK_FALSE(document->methods()[0].key);
}

TEST_CASE("what holds no public JWK is no did:jwk") {
  for (const std::string& text :
       {std::string("x"), std::string("{}"), std::string("[]"), std::string("\"OKP\""),
        jwk() + jwk(), jwk(R"(,"d":"AA")"), jwk(R"(,"kty":"OKP")"), jwk(R"(,"use":7)"),
        jwk(R"(,"z":[[[[[]]]]])"), std::string(R"({"kty":"OKP","crv":"Ed25519"})"),
        std::string(R"({"kty":"oct","k":"AA"})"),
        std::string(R"({"kty":"OKP","crv":"Ed25519","x":"AA"})"),
        std::string(R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})"),
        std::string(R"({"kty":"OKP","crv":"X25519","x":"AA","d":"AA"})"),
        std::string("{\"kty\":\"\xff\"}")}) {
    CAPTURE(text);
    const auto document = resolve(text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == malformed);
  }
}

TEST_CASE("a did:jwk that is not strict base64url is refused") {
  const auto good = encoding::encode_base64url(bytes_of(jwk()));
  for (const std::string& id :
       {good + "A", good + ":x", good + "%3D", good + ".", std::string("e")}) {
    CAPTURE(id);
    const auto document = resolve_did_jwk(Did::parse("did:jwk:" + id).value());
    REQUIRE_FALSE(document);
    CHECK(document.error().code == malformed);
  }
}

}  // namespace waarmerk::did
