#include "crypto/proof/chain.hpp"

#include <doctest/doctest.h>

#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

Result<HashData> hash_of(const json::Document& document, const std::vector<std::string>& ids) {
  const auto proof = parse("{}");
  return hash_proof(*get_suite("eddsa-jcs-2022").value(),
                    {.document = document.root(), .proof = proof.root()}, ids);
}

Bytes content_hash_of(const json::Document& document, const std::vector<std::string>& ids) {
  return to_bytes(hash_of(document, ids).value().view().last(32));
}

Bytes sha256_of(const std::string& text) { return to_bytes(sha256(bytes_of(text)).value); }

}  // namespace

TEST_CASE("without ids a proof signs the document without proofs, with ids with those alone") {
  const auto document = parse(R"({"a":1,"proof":[{"id":"urn:1"},{"id":"urn:2"},{"b":2}]})");
  CHECK(content_hash_of(document, {}) == sha256_of(R"({"a":1})"));
  CHECK(content_hash_of(document, {"urn:2"}) == sha256_of(R"({"a":1,"proof":[{"id":"urn:2"}]})"));
  CHECK(content_hash_of(document, {"urn:2", "urn:1"}) ==
        sha256_of(R"({"a":1,"proof":[{"id":"urn:1"},{"id":"urn:2"}]})"));
}

TEST_CASE("an id that no proof has is refused") {
  for (const auto* text : {R"({"proof":{"id":"urn:1"}})", R"({"proof":[]})", R"({"a":1})"}) {
    CHECK(hash_of(parse(text), {"urn:2"}).error().code == no_previous);
  }
}

TEST_CASE("a chain that is made here is one that verifies") {
  const auto one = new_signer(1);
  const auto two = new_signer(2);
  ProofOptions first = options_for(*one);
  first.id = "urn:p1";
  ProofOptions second = options_for(*two);
  second.id = "urn:p2";
  second.previous_proof = {"urn:p1"};
  const auto document = unsecured_document();
  CHECK(add_proof(document, second, *two).error().code == no_previous);
  const auto secured = add_proof(add_proof(document, first, *one).value(), second, *two).value();
  const auto proofs = read_proofs(secured.root()).value();
  REQUIRE(proofs.size() == 2);
  CHECK(proofs[1].previous_proof == std::vector<std::string>{"urn:p1"});
  CHECK(verify_proof(secured.root(), proofs[0], one->public_key()));
  CHECK(verify_proof(secured.root(), proofs[1], two->public_key()));

  const auto changed = altered(secured, "assertionMethod", "authentication");
  const auto changed_proofs = read_proofs(changed.root()).value();
  CHECK(verify_proof(changed.root(), changed_proofs[1], two->public_key()).error().code ==
        keys::bad_signature);
}

TEST_CASE("a proof names no more previous proofs than a document may have") {
  const auto signer = new_signer();
  ProofOptions options = options_for(*signer);
  options.previous_proof = std::vector<std::string>(proofs_max + 1, "urn:p1");
  CHECK(add_proof(unsecured_document(), options, *signer).error().code == malformed);
}

}  // namespace waarmerk::proof
