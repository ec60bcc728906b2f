#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/sd_selection.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "tests/crypto/proof/disclosing.hpp"

namespace waarmerk::proof {
namespace {

Result<json::Document> sign_base(const json::Document& document,
                                 const std::vector<std::string>& mandatory,
                                 const keys::Signer& signer, std::uint64_t seed = 7) {
  tests::SeededRandom random(seed);
  return add_base_proof(document, {.proof = options_for(signer), .mandatory_pointers = mandatory},
                        BaseProofSecrets::draw(random), signer);
}

BaseProofValue value_of(const json::Document& secured) {
  return parse_base_proof_value(read_proofs(secured.root()).value().front().proof_value).value();
}

}  // namespace

TEST_CASE("a base proof holds its pointers and a signature of each statement beside them") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto secured = sign_base(shown_document(), {"/issuer"}, *signer).value();
  const auto value = value_of(secured);
  CHECK(value.mandatory_pointers == std::vector<std::string>{"/issuer"});
  const auto all = value_of(sign_base(shown_document(), {}, *signer).value()).signatures.size();
  CHECK(value.signatures.size() == all - 2);  // the type of the credential, and its issuer
  const auto proof = read_proofs(secured.root()).value().front();
  CHECK(proof.cryptosuite == "ecdsa-sd-2023");
}

TEST_CASE("a base proof is no proof for a verifier") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto secured = sign_base(shown_document(), {"/issuer"}, *signer).value();
  CHECK(verify_first(secured, signer->public_key()).error().code == base_proof);
}

TEST_CASE("the keys of a base proof are drawn anew for each") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto one = value_of(sign_base(shown_document(), {}, *signer, 7).value());
  const auto other = value_of(sign_base(shown_document(), {}, *signer, 8).value());
  CHECK_FALSE(one.statement_key == other.statement_key);
  CHECK_FALSE(one.statement_key == signer->public_key());
  CHECK_FALSE(std::ranges::equal(one.hmac_key.view(), other.hmac_key.view()));
}

TEST_CASE("a base proof is of a P-256 key, over a document that it covers and has none yet") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  CHECK(sign_base(shown_document(), {}, *new_signer()).error().code == wrong_key);
  CHECK(sign_base(shown_document(), {}, *new_signer(1, keys::Algorithm::p384)).error().code ==
        wrong_key);
  const auto secured = sign_base(shown_document(), {}, *signer).value();
  CHECK(sign_base(secured, {}, *signer).error().code == malformed);
  const auto undefined =
      altered(shown_document(), R"("name":"Boekje")", R"("undefinedTerm":"Boekje")");
  CHECK(sign_base(undefined, {}, *signer).error().code == untransformable);
}

TEST_CASE("a mandatory pointer leads somewhere, and there are as many as there may be") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  CHECK(sign_base(shown_document(), {"/issuer", "/evidence/1"}, *signer));
  for (const auto* pointer : {"/absent", "issuer", "", "/evidence/2", "/issuer/id"}) {
    CHECK(sign_base(shown_document(), {pointer}, *signer).error().code == bad_pointer);
  }
  std::vector<std::string> many(pointers_max, "/issuer");
  CHECK(sign_base(shown_document(), many, *signer));
  many.emplace_back("/issuer");
  CHECK(sign_base(shown_document(), many, *signer).error().code == bad_pointer);
}

TEST_CASE("more statements than can be signed one by one are refused, unless they must be shown") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  std::string evidence;
  for (std::size_t i = 0; i <= statement_signatures_max; ++i) {
    evidence += (i == 0 ? "" : ",") + std::string(R"({"id":"urn:e:)") + std::to_string(i) + R"("})";
  }
  const auto document = parse(
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
      R"("issuer":"did:example:1","credentialSubject":{"id":"did:example:2"},"evidence":[)" +
      evidence + "]}");
  CHECK(sign_base(document, {"/issuer"}, *signer).error().code == too_complex);
  CHECK(sign_base(document, {"/evidence"}, *signer));
}

}  // namespace waarmerk::proof
