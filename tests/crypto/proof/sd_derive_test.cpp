#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/json/writer.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/sd_selection.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "tests/crypto/proof/disclosing.hpp"

namespace waarmerk::proof {
namespace {

std::unique_ptr<keys::Signer> issuer() { return new_signer(1, keys::Algorithm::p256); }

json::Document base_document(const std::vector<std::string>& mandatory = {"/issuer"}) {
  tests::SeededRandom random(7);
  const auto signer = issuer();
  return add_base_proof(shown_document(),
                        {.proof = options_for(*signer), .mandatory_pointers = mandatory},
                        BaseProofSecrets::draw(random), *signer)
      .value();
}

Result<void> verify_shown(const json::Document& shown) {
  return verify_first(shown, issuer()->public_key());
}

}  // namespace

TEST_CASE("any part of what was signed can be shown, and verifies") {
  const std::vector<std::vector<std::string>> choices = {
      {},
      {"/name"},
      {"/description", "/name"},
      {"/evidence/0"},
      {"/evidence/1/name"},
      {"/evidence", "/credentialSubject/id"},
      {"/name", "/name"},
      {"/issuer"},
      {"/name", "/description", "/evidence", "/credentialSubject"}};
  for (const auto& pointers : choices) {
    CAPTURE(pointers.size());
    const auto shown = derive_proof(base_document(), pointers);
    REQUIRE(shown);
    CHECK(verify_shown(*shown));
    CHECK(verify_first(*shown, new_signer(2, keys::Algorithm::p256)->public_key()).error().code ==
          keys::bad_signature);
  }
}

TEST_CASE("what is shown is what must be and what was chosen, and says nothing of the rest") {
  const auto shown = derive_proof(base_document(), {"/evidence/1"}).value();
  CHECK(shown.root().find("issuer"));
  CHECK_FALSE(shown.root().find("name"));
  CHECK_FALSE(shown.root().find("credentialSubject"));
  CHECK(json::print(*shown.root().find("evidence")) == R"([{"name":"twee"}])");
  const auto value =
      parse_derived_proof_value(read_proofs(shown.root()).value().front().proof_value).value();
  CHECK(value.signatures.size() == 2);
  CHECK(value.mandatory_indexes.size() == 2);
  CHECK(value.labels.size() == 2);
}

TEST_CASE("what was withheld cannot be put back, and what must be shown cannot be taken out") {
  const auto shown = derive_proof(base_document(), {"/name"}).value();
  const auto refused = [&](const std::string& what, const std::string& by) {
    return verify_shown(altered(shown, what, by)).error().code;
  };
  CHECK(refused(R"("name":)", R"("description":"Een boekje","name":)") == keys::bad_signature);
  CHECK(refused(R"("name":)", R"("evidence":[{"name":"twee"}],"name":)") == keys::bad_signature);
  CHECK(refused(R"("issuer":"did:example:1",)", "") == keys::bad_signature);
  CHECK(refused(R"("name":"Boekje",)", "") == keys::bad_signature);
  CHECK(refused("Boekje", "Boek") == keys::bad_signature);
}

TEST_CASE("parts of two badges do not make one") {
  const auto one = derive_proof(base_document(), {"/name"}).value();
  const auto other = derive_proof(base_document(), {"/description"}).value();
  const auto proof = other.root().find("proof").value();
  const auto mixed = json::with_member(one.root(), "proof", proof).value();
  CHECK(verify_shown(mixed).error().code == keys::bad_signature);
}

TEST_CASE("a holder cannot derive from what was changed after it was signed") {
  const auto base = base_document();
  CHECK(derive_proof(altered(base, "Boekje", "Boek"), {"/name"}).error().code ==
        keys::bad_signature);
  CHECK(derive_proof(altered(base, R"("name":"Boekje",)", ""), {"/description"}).error().code ==
        keys::bad_signature);
  const auto forged = derive_proof(altered(base, "did:example:1", "did:example:3"), {"/name"});
  CHECK((!forged || verify_shown(*forged).error().code == keys::bad_signature));
}

TEST_CASE("something must be shown, and each pointer must lead to it") {
  CHECK(derive_proof(base_document({}), {"/name"}));
  CHECK(derive_proof(base_document({}), {}).error().code == bad_pointer);
  CHECK(derive_proof(base_document(), {"/absent"}).error().code == bad_pointer);
  CHECK(derive_proof(base_document(), {"/proof"}).error().code == bad_pointer);
  const std::vector<std::string> many(pointers_max + 1, "/name");
  CHECK(derive_proof(base_document(), many).error().code == bad_pointer);
}

TEST_CASE("only a base proof has proofs derived from it") {
  const auto shown = derive_proof(base_document(), {"/name"}).value();
  CHECK(derive_proof(shown, {"/name"}).error().code == malformed);
  CHECK(derive_proof(shown_document(), {"/name"}).error().code == no_proof);
  const auto signer = issuer();
  ProofOptions options = options_for(*signer);
  options.cryptosuite = "ecdsa-rdfc-2019";
  const auto whole = add_proof(shown_document(), options, *signer).value();
  CHECK(derive_proof(whole, {"/name"}).error().code == no_proof);
}

TEST_CASE("the options of a base proof are those of what is derived from it") {
  const auto base = base_document();
  const auto expired = altered(base, R"("proofPurpose")", R"("challenge":"a","proofPurpose")");
  const auto shown = derive_proof(expired, {"/name"});
  REQUIRE(shown);
  CHECK(verify_shown(*shown).error().code == keys::bad_signature);
}

}  // namespace waarmerk::proof
