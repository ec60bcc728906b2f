#include "did/verification_method.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/base58.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view ed25519 = "z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi";
constexpr std::string_view ed25519_x = "bFttFb20Eq5BsNuAMtkOwbxIDDscve4TYwRBZI5HRU8";
constexpr std::string_view p256 = "zDnaewYaEC2WydQuKF6fNLb9C65jwGHePPXKdgdJMTuAUAYdH";
constexpr std::string_view x25519 = "z6LShs9GGnqk85isEBzzshkuVWrVKsRp24GnDuHk8QWkARMW";

/// A method `#k` of did:web:school.example, of `type`, with the members of `material`.
Result<VerificationMethod> read(const std::string& type, const std::string& material) {
  const auto document = json::parse(R"({"id":"#k","controller":"did:web:school.example","type":")" +
                                    type + "\"" + (material.empty() ? "" : ",") + material + "}");
  REQUIRE(document);
  return read_verification_method(json::Reader(*document),
                                  Did::parse("did:web:school.example").value());
}

std::string multibase(std::string_view key) {
  return R"("publicKeyMultibase":")" + std::string(key) + "\"";
}

std::string jwk(const std::string& more = "") {
  return R"("publicKeyJwk":{"kty":"OKP","crv":"Ed25519","x":")" + std::string(ed25519_x) + "\"" +
         more + "}";
}

keys::PublicKey key_of(std::string_view multikey) { return keys::parse_multikey(multikey).value(); }

void check_refused(const std::string& type, const std::string& material) {
  CAPTURE(type);
  CAPTURE(material);
  CHECK_FALSE(read(type, material));
}

}  // namespace

TEST_CASE("each purpose has one name and is found by it") {
  for (const auto purpose : all_purposes) CHECK(parse_purpose(print_purpose(purpose)) == purpose);
  CHECK(print_purpose(Purpose::assertion_method) == "assertionMethod");
  CHECK_FALSE(parse_purpose("assertionmethod"));
  CHECK_FALSE(parse_purpose(""));
}

TEST_CASE("a method's relative id becomes absolute") {
  const auto method = read("Multikey", multibase(ed25519));
  REQUIRE(method);
  CHECK(method->id == "did:web:school.example#k");
  CHECK(method->type == "Multikey");
  CHECK(method->controller == "did:web:school.example");
  CHECK(method->key == key_of(ed25519));
}

TEST_CASE("one key is read alike from each kind of method that can hold it") {
  const auto key = key_of(ed25519);
  const auto base58 = encoding::encode_base58(key.point());
  CHECK(read("JsonWebKey", jwk())->key == key);
  CHECK(read("JsonWebKey2020", jwk())->key == key);
  CHECK(read("Ed25519VerificationKey2020", multibase(ed25519))->key == key);
  CHECK(read("Ed25519VerificationKey2018", R"("publicKeyBase58":")" + base58 + "\"")->key == key);
  CHECK(read("Multikey", multibase(p256))->key == key_of(p256));
}

TEST_CASE("a key of a kind that we cannot use leaves a method without key") {
  for (const auto& [type, material] : {
           std::pair<std::string, std::string>{"Multikey", multibase(x25519)},
           {"Multikey", ""},
           {"JsonWebKey", R"("publicKeyJwk":{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"})"},
           {"X25519KeyAgreementKey2020", multibase(x25519)},
           {"EcdsaSecp256k1RecoveryMethod2020", R"("blockchainAccountId":"eip155:1:0x89a9")"},
           {"SomethingOfTomorrow", multibase(ed25519)},
       }) {
    CAPTURE(type);
    const auto method = read(type, material);
    REQUIRE(method);
    CHECK_FALSE(method->key);
    CHECK(method->id == "did:web:school.example#k");
  }
}

TEST_CASE("a broken key is refused, not left out") {
  const auto short_key = encoding::with_codec(encoding::Multicodec::ed25519_pub, Bytes(31));
  check_refused("Multikey",
                multibase(encoding::encode_multibase(encoding::Base::base58btc, short_key)));
  check_refused("Multikey", multibase("not multibase"));
  check_refused("Multikey", R"("publicKeyMultibase":7)");
  check_refused("JsonWebKey", R"("publicKeyJwk":"z6Mk")");
  check_refused("JsonWebKey", R"("publicKeyJwk":{"kty":"OKP","crv":"Ed25519","x":"AA"})");
  check_refused("Ed25519VerificationKey2020", multibase(p256));
  check_refused("Ed25519VerificationKey2018", R"("publicKeyBase58":"0OIl")");
  check_refused("Ed25519VerificationKey2018", R"("publicKeyBase58":"2g")");
}

TEST_CASE("a key that is written twice, or beside its secret, is refused") {
  check_refused("Multikey", multibase(ed25519) + "," + jwk());
  check_refused("Multikey", multibase(ed25519) + R"(,"publicKeyBase58":"2g")");
  check_refused("Multikey", multibase(ed25519) + R"(,"secretKeyMultibase":"zrv3")");
  check_refused("Multikey", multibase(ed25519) + R"(,"privateKeyBase58":"2g")");
  check_refused("JsonWebKey", jwk(R"(,"d":"AA")"));
  check_refused("JsonWebKey", R"("publicKeyJwk":{"kty":"OKP","crv":"X25519","x":"AA","d":"AA"})");
  check_refused("JsonWebKey", R"("publicKeyJwk":{"kty":"oct","k":"AA"})");
}

TEST_CASE("a method without id, type or controller is refused, and so is one with a strange id") {
  const auto base = Did::parse("did:web:school.example").value();
  for (const std::string text :
       {R"([])", R"("#k")", R"({"type":"Multikey","controller":"did:a:b"})",
        R"({"id":"#k","controller":"did:a:b"})", R"({"id":"#k","type":"Multikey"})",
        R"({"id":"k","type":"Multikey","controller":"did:a:b"})",
        R"({"id":"did:a:b","type":"Multikey","controller":"did:a:b"})",
        R"({"id":"did:a:b#","type":"Multikey","controller":"did:a:b"})",
        R"({"id":"#","type":"Multikey","controller":"did:a:b"})",
        R"({"id":"#a b","type":"Multikey","controller":"did:a:b"})",
        R"({"id":"https://a.example/#k","type":"Multikey","controller":"did:a:b"})",
        R"({"id":"#k","type":["Multikey"],"controller":"did:a:b"})",
        R"({"id":"#k","type":"Multikey","controller":"someone"})",
        R"({"id":"#k","type":"Multikey","controller":["did:a:b"]})"}) {
    CAPTURE(text);
    const auto document = json::parse(text);
    REQUIRE(document);
    CHECK_FALSE(read_verification_method(json::Reader(*document), base));
  }
}

TEST_CASE("a method that expires or was revoked is valid until then") {
  const auto method =
      read("Multikey", multibase(ed25519) +
                           R"(,"expires":"2030-01-01T00:00:00Z","revoked":"2027-01-01T00:00:00Z")");
  REQUIRE(method);
  CHECK(method->is_valid_at(parse_time("2026-12-31T23:59:59Z").value()));
  CHECK_FALSE(method->is_valid_at(parse_time("2027-01-01T00:00:00Z").value()));

  const auto lasting =
      read("Multikey", multibase(ed25519) + R"(,"expires":"2030-01-01T00:00:00Z")");
  REQUIRE(lasting);
  CHECK(lasting->is_valid_at(parse_time("2027-01-01T00:00:00Z").value()));
  CHECK_FALSE(lasting->is_valid_at(parse_time("2030-01-01T00:00:00Z").value()));
  CHECK(read("Multikey", multibase(ed25519))->is_valid_at(UnixTime{0}));
  check_refused("Multikey", multibase(ed25519) + R"(,"expires":"tomorrow")");
}

}  // namespace waarmerk::did
