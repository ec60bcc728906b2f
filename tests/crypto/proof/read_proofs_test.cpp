#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

const std::string whole =
    R"({"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","id":"urn:1",)"
    R"("created":"2026-03-03T10:12:00Z","expires":"2027-03-03T10:12:00Z",)"
    R"("verificationMethod":"did:key:z#z","proofPurpose":"assertionMethod",)"
    R"("domain":["a.example","b.example"],"challenge":"c","previousProof":"urn:0",)"
    R"("proofValue":"zAA","nonce":"any"})";

std::string replaced(const std::string& what, const std::string& by) {
  std::string text = whole;
  REQUIRE(text.find(what) != std::string::npos);
  return text.replace(text.find(what), what.size(), by);
}

json::Document document_with(const std::string& proof) {
  return json::parse("{\"proof\":" + proof + "}").value();
}

ErrorCode code_of(const std::string& proof) {
  const auto proofs = read_proofs(document_with(proof).root());
  REQUIRE_FALSE(proofs);
  return proofs.error().code;
}

std::string list_of(std::size_t count) {
  std::string list = "[";
  for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + whole;
  return list + "]";
}

}  // namespace

TEST_CASE("each member of a proof is read") {
  const auto document = document_with(whole);
  const auto proofs = read_proofs(document.root());
  REQUIRE(proofs);
  REQUIRE(proofs->size() == 1);
  const DataIntegrityProof& proof = proofs->front();
  CHECK(proof.type == "DataIntegrityProof");
  CHECK(proof.cryptosuite == "eddsa-jcs-2022");
  CHECK(proof.id == "urn:1");
  CHECK(proof.created == parse_time("2026-03-03T10:12:00Z").value());
  CHECK(proof.expires == parse_time("2027-03-03T10:12:00Z").value());
  CHECK(proof.verification_method == "did:key:z#z");
  CHECK(proof.proof_purpose == "assertionMethod");
  CHECK(proof.domain == std::vector<std::string>{"a.example", "b.example"});
  CHECK(proof.challenge == "c");
  CHECK(proof.previous_proof == std::vector<std::string>{"urn:0"});
  CHECK(proof.proof_value == "zAA");
  CHECK(proof.source.find("nonce"));
}

TEST_CASE("a document without a proof says so") {
  CHECK(read_proofs(json::parse("{}")->root()).error().code == no_proof);
  CHECK(read_proofs(json::parse("[]")->root()).error().code == no_proof);
  CHECK(code_of("[]") == no_proof);
}

TEST_CASE("a set of sixteen proofs is read, and seventeen are refused") {
  CHECK(read_proofs(document_with(list_of(proofs_max)).root())->size() == proofs_max);
  CHECK(code_of(list_of(proofs_max + 1)) == malformed);
}

TEST_CASE("a proof that is not whole, or has a member of the wrong form, is refused") {
  for (const std::string& proof :
       {std::string("null"), std::string("\"z\""), std::string("{}"), std::string("[1]"),
        replaced("\"type\"", "\"kind\""), replaced("\"cryptosuite\"", "\"suite\""),
        replaced("\"verificationMethod\"", "\"method\""),
        replaced("\"proofPurpose\"", "\"purpose\""), replaced("\"proofValue\"", "\"value\""),
        replaced("\"zAA\"", "1"), replaced("\"zAA\"", "\"\""),
        replaced("\"did:key:z#z\"", "{\"id\":\"did:key:z#z\"}"),
        replaced("2026-03-03T10:12:00Z", "2026-03-03"), replaced("\"urn:1\"", "1"),
        replaced("\"a.example\"", "1"), replaced("\"urn:0\"", "{}"), replaced("\"c\"", "[]")}) {
    CAPTURE(proof);
    CHECK(code_of(proof) == malformed);
  }
}

TEST_CASE("the fault of one proof in a set is named by its path") {
  const auto proofs = read_proofs(
      document_with("[" + whole + "," + replaced("\"proofPurpose\"", "\"purpose\"") + "]").root());
  REQUIRE_FALSE(proofs);
  CHECK(proofs.error().path == "$.proof[1].proofPurpose");
}

TEST_CASE("a proof of an older type is read without a suite") {
  const auto document =
      document_with(R"({"type":"Ed25519Signature2020","verificationMethod":"did:key:z#z",)"
                    R"("proofPurpose":"assertionMethod","proofValue":"zAA"})");
  CHECK(read_proofs(document.root())->front().cryptosuite.empty());
}

}  // namespace waarmerk::proof
