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

const std::string p384 =
    R"({"kty":"EC","crv":"P-384",)"
    R"("x":"l0Dc2sp8KL-FmAYA1D0pTm0yAFTuPSBZP7wkby7MnxqL0cgftsZb5Z5atEbzyaBF",)"
    R"("y":"-TSCmvMyLJFUf8jeldSbixn5dgf8KTP8xbViAauNXuirqsN7zr8Pou7T2aaeUhz2"})";
const std::string rsa =
    R"({"kty":"RSA","n":")"
    "orRRoH0KpfluRVZxUTVQUUqKW0YuvvcXCU-h_ugiJOY3-XRtP3yv0xh42AMltu9aFwD2WQO0aUKe"
    "idbqyIRQl7WrOTGJ25JRLtincRoSU_rNIPecFegkfz0-QuRuSMmOJUov6XZTE6A-_48X4aApOXof"
    "omqNzib0kO2BKZYV2YFMItphBCjgnH2WWFlCZvXAIdD87KCNlFoSvoLeTR7Oa0wDFFtdNJXU7VQR"
    "64eNrwX9evw-Ca2g8RJkIvWQl1oZaYFvSGmLy7obTZyuedRg2Pn4Xnl1AF2bwixOWsD3waRdElaa"
    "YoB9O5oC5aUw53MGb0U9H1tMLpz3ggKD90K51Q"
    R"(","e":"AQAB"})";

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
  for (const std::string& text : {ed25519, p256, p384, rsa}) {
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

TEST_CASE("the thumbprint of RFC 7638 3.1 holds") {
  const auto key = read(
      R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7)"
      R"(aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0)"
      R"(h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08)"
      R"(qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzK)"
      R"(nqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})");
  CHECK(jwk_thumbprint(key.value()) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
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
        replaced(p256, "IFyM", "IFyN"), replaced(p256, "\"y\":\"", "\"y\":\"AA"),
        replaced(p256, "P-256", "P-384"), replaced(p256, "P-256", "P-521"),
        replaced(p384, "P-384", "P-256"), replaced(p384, "Uhz2", "Uhz3"),
        replaced(rsa, "AQAB", "AAEAAQ"), replaced(rsa, "AQAB", "AQ"), replaced(rsa, "AQAB", ""),
        replaced(rsa, "\"n\"", "\"N\""), replaced(rsa, "\"orRR", "\"AKK0")}) {
    CAPTURE(text);
    const auto key = read(text);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == bad_key);
  }
}

TEST_CASE("a JWK of another kind is not supported") {
  for (const std::string& text :
       {replaced(ed25519, "Ed25519", "X25519"), replaced(p256, "P-256", "secp256k1"),
        replaced(p256, "EC", "OKP"), std::string(R"({"kty":"RSA","n":"AQAB","e":"AQAB"})"),
        std::string(R"({"kty":"oct"})")}) {
    CAPTURE(text);
    const auto key = read(text);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == unsupported_key);
  }
}

TEST_CASE("a JWK that says it is for something else is not supported") {
  CHECK(read(replaced(rsa, "{", R"({"use":"sig","key_ops":["verify"],"alg":"RS256",)")));
  CHECK(read(replaced(ed25519, "{", R"({"alg":"Ed25519",)")));
  for (const std::string member : {R"("use":"enc")", R"("use":7)", R"("key_ops":["encrypt"])",
                                   R"("key_ops":[])", R"("key_ops":"verify")", R"("alg":"PS256")",
                                   R"("alg":"ES256")", R"("alg":"none")", R"("alg":256)"}) {
    CAPTURE(member);
    const auto key = read(replaced(rsa, "{", "{" + member + ","));
    REQUIRE_FALSE(key);
    CHECK(key.error().code == unsupported_key);
  }
}

TEST_CASE("a private JWK is a key to sign with, where its halves belong together") {
  const auto whole = [](std::string_view d) {
    return replaced(p256, "}", R"(,"d":")" + std::string(d) + "\"}");
  };
  const auto secret_of = [](const std::string& text) {
    return read_secret_jwk(json::parse(text)->root());
  };
  const auto secret = secret_of(whole("870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"));
  REQUIRE(secret);
  CHECK(secret->algorithm() == Algorithm::p256);
  CHECK(secret_of(whole("870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAA")).error().path == "$.d");
  for (const auto& text : {whole(""), whole("AA"), whole("jp="), p256, std::string("[]")}) {
    CAPTURE(text);
    CHECK(secret_of(text).error().code == bad_key);
  }
  const auto for_checks = replaced(whole("870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"), "{",
                                   R"({"key_ops":["verify"],)");
  CHECK(secret_of(for_checks).error().code == unsupported_key);
  CHECK(secret_of(rsa).error().code == bad_key);
}

}  // namespace waarmerk::keys
