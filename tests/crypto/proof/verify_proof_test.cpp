#include <doctest/doctest.h>

#include "crypto/encoding/multibase.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

json::Document secured_document(const keys::Signer& signer) {
  return add_proof(unsecured_document(), options_for(signer), signer).value();
}

/// A document whose second proof names the first, signed by hand as the standard says.
json::Document chained_document(const keys::Signer& one, const keys::Signer& two) {
  const std::string method = options_for(one).verification_method;
  const std::string body = R"({"id":"urn:1","a":1,"proof":[)";
  const auto proof = [&](const std::string& id, const std::string& more, const std::string& value) {
    return R"({"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","id":")" + id +
           R"(","verificationMethod":")" + method + R"(","proofPurpose":"assertionMethod")" + more +
           (value.empty() ? "" : R"(,"proofValue":")" + value + "\"") + "}";
  };
  const auto sign = [&](const keys::Signer& signer, const HashInput& input) {
    const auto hash = get_suite("eddsa-jcs-2022").value()->hash(input).value();
    return encoding::encode_multibase(encoding::Base::base58btc, signer.sign(hash.view()).value());
  };
  const std::string previous = R"(,"previousProof":["urn:p1"])";
  const auto plain = parse(R"({"id":"urn:1","a":1})");
  const auto first_config = parse(proof("urn:p1", "", ""));
  const std::string first =
      proof("urn:p1", "", sign(one, {.document = plain.root(), .proof = first_config.root()}));
  const auto with_first = parse(body + first + "]}");
  const auto second_config = parse(proof("urn:p2", previous, ""));
  const std::string second = proof("urn:p2", previous,
                                   sign(two, {.document = with_first.root(),
                                              .proof = second_config.root(),
                                              .holds_previous_proofs = true}));
  return parse(body + first + "," + second + "]}");
}

}  // namespace

TEST_CASE("a proof verifies with its key and no other") {
  const auto signer = new_signer();
  const auto secured = secured_document(*signer);
  CHECK(verify_first(secured, signer->public_key()));
  CHECK(verify_first(secured, new_signer(2)->public_key()).error().code == keys::bad_signature);
}

TEST_CASE("another order of members and other white space verify, for the value is the same") {
  const auto signer = new_signer();
  const auto secured = secured_document(*signer);
  CHECK(verify_first(altered(secured, R"("id":"urn:1",)", R"( "id" : "urn:1" , )"),
                     signer->public_key()));
  CHECK(verify_first(altered(altered(secured, R"("id":"urn:1",)", ""), R"("tags":[])",
                             R"("tags":[],"id":"urn:1")"),
                     signer->public_key()));
}

TEST_CASE("a change of the document or of the proof breaks the signature") {
  const auto signer = new_signer();
  const auto secured = secured_document(*signer);
  for (const auto& [what, by] : {std::pair{"urn:1", "urn:2"}, std::pair{"2.5", "2.6"},
                                 std::pair{"\"tags\":[]", "\"tags\":[],\"more\":null"},
                                 std::pair{"assertionMethod", "authentication"},
                                 std::pair{"\"cryptosuite\"", "\"nonce\":\"1\",\"cryptosuite\""}}) {
    CAPTURE(what);
    CHECK(verify_first(altered(secured, what, by), signer->public_key()).error().code ==
          keys::bad_signature);
  }
}

TEST_CASE("a suite or a type that is not known is refused") {
  const auto signer = new_signer();
  const auto secured = secured_document(*signer);
  CHECK(verify_first(altered(secured, "eddsa-jcs-2022", "eddsa-2022"), signer->public_key())
            .error()
            .code == unknown_suite);
  CHECK(verify_first(altered(secured, "DataIntegrityProof", "Ed25519Signature2018"),
                     signer->public_key())
            .error()
            .code == unknown_suite);
}

TEST_CASE("a key of another algorithm is refused") {
  const auto secured = secured_document(*new_signer());
  const auto p256 = new_signer(1, keys::Algorithm::p256);
  CHECK(verify_first(secured, p256->public_key()).error().code == wrong_key);
}

TEST_CASE("a proof value that is not 64 bytes of base58btc is refused") {
  const auto signer = new_signer();
  const auto secured = secured_document(*signer);
  const std::string value = read_proofs(secured.root())->front().proof_value;
  for (const std::string& by :
       {value.substr(1), "u" + value.substr(1), std::string("z"), std::string("z0"), value + "1"}) {
    CAPTURE(by);
    CHECK(verify_first(altered(secured, value, by), signer->public_key()).error().code ==
          malformed);
  }
}

TEST_CASE("each proof of a set is checked against the document without proofs") {
  const auto one = new_signer(1);
  const auto two = new_signer(2);
  const auto secured = add_proof(secured_document(*one), options_for(*two), *two).value();
  const auto proofs = read_proofs(secured.root());
  REQUIRE(proofs);
  REQUIRE(proofs->size() == 2);
  CHECK(verify_proof(secured.root(), proofs->at(0), one->public_key()));
  CHECK(verify_proof(secured.root(), proofs->at(1), two->public_key()));
  CHECK_FALSE(verify_proof(secured.root(), proofs->at(1), one->public_key()));
}

TEST_CASE("a proof of a chain covers the proofs that it names") {
  const auto one = new_signer(1);
  const auto two = new_signer(2);
  const auto secured = chained_document(*one, *two);
  const auto proofs = read_proofs(secured.root());
  REQUIRE(proofs);
  CHECK(verify_proof(secured.root(), proofs->at(0), one->public_key()));
  CHECK(verify_proof(secured.root(), proofs->at(1), two->public_key()));
}

TEST_CASE("a proof of a chain fails once a proof that it names is changed or gone") {
  const auto one = new_signer(1);
  const auto two = new_signer(2);
  const auto secured = chained_document(*one, *two);
  const auto changed = altered(secured, "assertionMethod", "authentication");
  CHECK(verify_proof(changed.root(), read_proofs(changed.root())->at(1), two->public_key())
            .error()
            .code == keys::bad_signature);
  const auto gone = altered(secured, R"("id":"urn:p1")", R"("id":"urn:p3")");
  CHECK(
      verify_proof(gone.root(), read_proofs(gone.root())->at(1), two->public_key()).error().code ==
      no_previous);
}

}  // namespace waarmerk::proof
