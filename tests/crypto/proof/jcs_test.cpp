#include "crypto/proof/jcs.hpp"

#include <doctest/doctest.h>

#include "crypto/base/sha2.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

json::Document secured_document(const keys::Signer& signer) {
  return add_proof(unsecured_document(), options_for(signer), signer).value();
}

}  // namespace

TEST_CASE("the hash is of the canonical proof without its value, then of the document without it") {
  const auto document = parse(R"({"b":1,"a":"x","proof":{"any":1}})");
  const auto proof = parse(R"({"type":"t","proofValue":"z","created":"c"})");
  const auto hash = hash_jcs({.document = document.root(), .proof = proof.root()});
  REQUIRE(hash);
  const HashData expected(sha256(bytes_of(R"({"created":"c","type":"t"})")).value,
                          sha256(bytes_of(R"({"a":"x","b":1})")).value);
  CHECK(to_bytes(hash->view()) == to_bytes(expected.view()));
}

TEST_CASE("previous proofs are part of the document") {
  const auto document = parse(R"({"proof":[],"a":1})");
  const auto proof = parse("{}");
  const auto hash =
      hash_jcs({.document = document.root(), .proof = proof.root(), .holds_previous_proofs = true});
  REQUIRE(hash);
  const HashData expected(sha256(bytes_of("{}")).value,
                          sha256(bytes_of(R"({"a":1,"proof":[]})")).value);
  CHECK(to_bytes(hash->view()) == to_bytes(expected.view()));
}

TEST_CASE("a long document is hashed as a short one is") {
  const std::string text = R"({"a":")" + std::string(200'000, 'x') + R"("})";
  const auto document = parse(text);
  const auto proof = parse("{}");
  for (int round = 0; round < 2; ++round) {
    const auto hash = hash_jcs({.document = document.root(), .proof = proof.root()});
    REQUIRE(hash);
    CHECK(to_bytes(hash->view().last(32)) == to_bytes(sha256(bytes_of(text)).value));
  }
}

TEST_CASE("contexts may be added behind those that the proof carries, and nowhere else") {
  const auto signer = new_signer();
  const auto secured = secured_document(*signer);
  const std::string end = R"("https://b.example"],"id")";
  CHECK(verify_first(altered(secured, end, R"("https://b.example","https://c.example"],"id")"),
                     signer->public_key()));
  CHECK(verify_first(altered(secured, end, R"("https://c.example"],"id")"), signer->public_key())
            .error()
            .code == untransformable);
  CHECK(verify_first(altered(secured, R"(,"https://b.example"],"id")", R"(],"id")"),
                     signer->public_key())
            .error()
            .code == untransformable);
  CHECK(verify_first(
            altered(secured, "[\"https://a.example\"", "[\"https://0\",\"https://a.example\""),
            signer->public_key())
            .error()
            .code == untransformable);
  CHECK(
      verify_first(altered(secured, R"("@context":["https://a.example","https://b.example"],)", ""),
                   signer->public_key())
          .error()
          .code == untransformable);
}

TEST_CASE("one context stands for a list of one") {
  const auto signer = new_signer();
  const auto secured =
      add_proof(parse(R"({"@context":"https://a.example","a":1})"), options_for(*signer), *signer)
          .value();
  CHECK(verify_first(secured, signer->public_key()));
  const auto list = altered(secured, R"("https://a.example","a")", R"(["https://a.example"],"a")");
  CHECK(verify_first(list, signer->public_key()));
  const auto other = altered(secured, R"("https://a.example","a")", R"([],"a")");
  CHECK(verify_first(other, signer->public_key()).error().code == untransformable);
}

}  // namespace waarmerk::proof
