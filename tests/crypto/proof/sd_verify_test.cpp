#include "crypto/proof/sd_verify.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "tests/crypto/proof/disclosing.hpp"

namespace waarmerk::proof {
namespace {

/// The code that a proof with this value over the document is refused with; empty where it is not.
std::string refusal_of(const json::Document& document, const DerivedProofValue& value) {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto secured = with_value(document, *signer, print_derived_proof_value(value).value());
  const auto verified = verify_first(secured, signer->public_key());
  return verified ? "" : std::string(verified.error().code.name);
}

DerivedProofValue good_value() {
  return value_for(shown_document(), *new_signer(1, keys::Algorithm::p256));
}

}  // namespace

TEST_CASE("a derived proof holds for its document and key, and for no other") {
  const auto document = shown_document();
  const auto signer = new_signer(1, keys::Algorithm::p256);
  CHECK(refusal_of(document, good_value()).empty());
  const auto secured =
      with_value(document, *signer, print_derived_proof_value(good_value()).value());
  CHECK(verify_first(secured, new_signer(2, keys::Algorithm::p256)->public_key()).error().code ==
        keys::bad_signature);
  CHECK(verify_first(secured, new_signer(1, keys::Algorithm::p384)->public_key()).error().code ==
        wrong_key);
  CHECK(verify_first(secured, new_signer()->public_key()).error().code == wrong_key);
}

TEST_CASE("a derived proof without any statement that must be shown, or with no other, holds") {
  const auto document = shown_document();
  const auto signer = new_signer(1, keys::Algorithm::p256);
  CHECK(refusal_of(document, value_for(document, *signer, {})).empty());
  const auto lines = value_for(document, *signer, {}).signatures.size();
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; i < lines; ++i) all.push_back(i);
  CHECK(refusal_of(document, value_for(document, *signer, all)).empty());
}

TEST_CASE("a statement that was changed, added or taken away breaks a derived proof") {
  const auto document = shown_document();
  const std::string bad(keys::bad_signature.name);
  CHECK(refusal_of(altered(document, "Boekje", "Boek"), good_value()) == bad);
  CHECK(refusal_of(altered(document, "did:example:1", "did:example:3"), good_value()) == bad);
  CHECK(refusal_of(altered(document, R"("name":"Boekje",)", ""), good_value()) == bad);
  CHECK(refusal_of(altered(document, R"("name":"Boekje",)",
                           R"("name":"Boekje","validUntil":"2030-01-01T00:00:00Z",)"),
                   good_value()) == bad);
  CHECK(refusal_of(altered(document, R"(,{"name":"twee"})", ""), good_value()) == bad);
}

TEST_CASE("a statement cannot move to another node") {
  const auto document = shown_document();
  const auto moved =
      altered(document, R"("name":"een"},{"name":"twee"})", R"("name":"twee"},{"name":"een"})");
  CHECK(refusal_of(moved, good_value()) == keys::bad_signature.name);
  auto value = good_value();
  std::swap(value.labels[0], value.labels[1]);
  CHECK(refusal_of(document, value) == keys::bad_signature.name);
}

TEST_CASE("signatures and indexes cannot be left out, repeated or put in another order") {
  const auto document = shown_document();
  auto value = good_value();
  std::swap(value.signatures[0], value.signatures[1]);
  CHECK(refusal_of(document, value) == keys::bad_signature.name);
  value = good_value();
  value.signatures.pop_back();
  CHECK(refusal_of(document, value) == keys::bad_signature.name);
  value = good_value();
  value.mandatory_indexes = {0};
  CHECK(refusal_of(document, value) == keys::bad_signature.name);
  value.mandatory_indexes = {0, 1000};
  CHECK(refusal_of(document, value) == keys::bad_signature.name);
  value = good_value();
  value.labels.pop_back();
  CHECK(refusal_of(document, value) == keys::bad_signature.name);
}

TEST_CASE("the key of the statements is that which was signed") {
  auto value = good_value();
  value.statement_key = new_signer(98, keys::Algorithm::p256)->public_key();
  CHECK(refusal_of(shown_document(), value) == keys::bad_signature.name);
}

TEST_CASE("the options of a derived proof are signed") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto secured =
      with_value(shown_document(), *signer, print_derived_proof_value(good_value()).value());
  CHECK(verify_first(altered(secured, "assertionMethod", "authentication"), signer->public_key())
            .error()
            .code == keys::bad_signature);
}

TEST_CASE("a derived proof with earlier proofs is refused") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto secured =
      with_value(shown_document(), *signer, print_derived_proof_value(good_value()).value());
  const auto chained = altered(secured, R"("proofPurpose")",
                               R"("previousProof":"urn:1",)"
                               R"("proofPurpose")");
  CHECK(verify_first(chained, signer->public_key()).error().code == untransformable);
}

TEST_CASE("what a derived document says beside its context is refused, not left out") {
  const auto document =
      altered(shown_document(), R"("name":"Boekje")", R"("name":"Boekje","undefinedTerm":"a")");
  CHECK(refusal_of(document, good_value()) == untransformable.name);
}

TEST_CASE("a proof of another form than a derived one is refused") {
  const auto signer = new_signer(1, keys::Algorithm::p256);
  const auto refused = [&](const std::string& value) {
    const auto secured = with_value(shown_document(), *signer, value);
    return verify_first(secured, signer->public_key()).error().code;
  };
  CHECK(refused("z3xyz") == malformed);
  CHECK(refused("u2V0B") == malformed);
  const BaseProofValue base{.statement_key = signer->public_key(), .hmac_key = {}};
  CHECK(refused(print_base_proof_value(base).value()) == base_proof);
}

}  // namespace waarmerk::proof
