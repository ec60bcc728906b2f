#include "crypto/keys/jwk.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"

namespace waarmerk::keys {
namespace {

// RFC 8037 A.2 and RFC 7517 A.1.
const std::string ed25519 =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
const std::string p256 =
    R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"})";

Result<PublicKey> read(const std::string& text) {
  const auto document = json::parse(text);
  REQUIRE(document);
  return read_jwk(document->root());
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  REQUIRE(text.find(what) != std::string::npos);
  return text.replace(text.find(what), what.size(), by);
}

}  // namespace

TEST_CASE("a JWK is read and written again as it was") {
  for (const std::string& text : {ed25519, p256}) {
    const auto key = read(text);
    REQUIRE(key);
    json::Writer writer;
    write_jwk(writer, *key);
    CHECK(writer.text() == text);
  }
}

TEST_CASE("the thumbprint of RFC 8037 A.3 holds") {
  CHECK(jwk_thumbprint(read(ed25519).value()) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_CASE("members that say no more about the key are left aside") {
  CHECK(read(replaced(ed25519, "{", R"({"kid":"1","alg":"EdDSA","use":"sig",)")));
}

TEST_CASE("a JWK that holds a private part is refused") {
  for (const std::string name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    CAPTURE(name);
    const auto key = read(replaced(ed25519, "{", "{\"" + name + "\":\"AA\","));
    REQUIRE_FALSE(key);
    CHECK(key.error().code == bad_key);
  }
}

TEST_CASE("a JWK whose point is missing, cut, padded or off the curve is refused") {
  for (const std::string& text :
       {std::string("[]"), std::string("{}"), replaced(ed25519, "\"x\"", "\"X\""),
        replaced(ed25519, "Ro\"}", "Q\"}"), replaced(ed25519, "URo\"", "URo=\""),
        replaced(ed25519, "URo\"", "URp\""), replaced(p256, ",\"y\"", ",\"z\""),
        replaced(p256, "IFyM", "IFyN"), replaced(p256, "\"y\":\"", "\"y\":\"AA")}) {
    CAPTURE(text);
    const auto key = read(text);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == bad_key);
  }
}

TEST_CASE("a JWK of another kind is not supported") {
  for (const std::string& text :
       {replaced(ed25519, "Ed25519", "X25519"), replaced(p256, "P-256", "P-384"),
        replaced(p256, "EC", "OKP"), std::string(R"({"kty":"RSA","n":"AQAB","e":"AQAB"})"),
        std::string(R"({"kty":"oct"})")}) {
    CAPTURE(text);
    const auto key = read(text);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == unsupported_key);
  }
}

}  // namespace waarmerk::keys
