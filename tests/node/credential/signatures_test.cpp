#include "node/credential/signatures.hpp"

#include <doctest/doctest.h>

#include "crypto/jose/jwt.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

Secured secured_jws(std::string_view payload, std::string key_id) {
  const auto issuer = tests::TestParty::with_key(1);
  const jose::JwsOptions options{
      .type = "vc+jwt", .content_type = "vc", .key_id = std::move(key_id)};
  return open(jose::sign_jws(bytes_of(payload), options, *issuer.signer).value()).value();
}

}  // namespace

TEST_CASE("a Data Integrity proof is read and verified") {
  const auto issuer = tests::TestParty::with_key(1);
  const Secured badge(tests::issue(tests::sample_badge(issuer), issuer));
  const auto signatures = read_signatures(badge, issuer.did);
  REQUIRE(signatures.has_value());
  REQUIRE(signatures->size() == 1);
  const auto& one = signatures->front();
  CHECK(one.method == issuer.method);
  CHECK(one.suite == "eddsa-jcs-2022");
  CHECK(one.purpose == "assertionMethod");
  CHECK(one.created == tests::badge_issued);
  CHECK(verify_signature(badge, one, issuer.signer->public_key()).has_value());
  const auto other = tests::TestParty::with_key(2).signer;
  CHECK(verify_signature(badge, one, other->public_key()).error().code == keys::bad_signature);
}

TEST_CASE("a document without proof says so") {
  const Secured bare(tests::parse_json("{}"));
  CHECK(read_signatures(bare, "").error().code == proof::no_proof);
}

TEST_CASE("a JWS is one signature, its dates and audience among the claims") {
  const auto secured = secured_jws(
      R"({"iss":"did:x:y","iat":1767571200,"exp":1.8e9,"nonce":"n","aud":["a","b"]})", "did:x:y#1");
  const auto one = read_signatures(secured, "did:x:y").value().front();
  CHECK(one.method == "did:x:y#1");
  CHECK(one.suite == "EdDSA");
  CHECK(one.created == tests::badge_issued);
  CHECK(one.expires == UnixTime{1'800'000'000'000});
  CHECK(one.challenge == "n");
  CHECK(one.domains == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a key that is named within a document belongs to the owner") {
  CHECK(read_signatures(secured_jws("{}", "#1"), "did:x:y").value().front().method == "did:x:y#1");
  CHECK(read_signatures(secured_jws("{}", "k"), "did:x:y").value().front().method == "did:x:y#k");
  CHECK(read_signatures(secured_jws("{}", ""), "did:x:y").value().front().method.empty());
}

TEST_CASE("a JWS from another issuer than the document's, or with broken dates, is refused") {
  CHECK(read_signatures(secured_jws(R"({"iss":"did:x:z"})", "k"), "did:x:y").error().code ==
        proof::malformed);
  for (const std::string claim : {R"("exp":"soon")", R"("iat":-1)", R"("iat":1e300)"}) {
    CAPTURE(claim);
    const auto refused = read_signatures(secured_jws("{" + claim + "}", "k"), "did:x:y");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == jose::bad_claims);
    CHECK(refused.error().path == "$." + claim.substr(1, 3));
  }
}

TEST_CASE("a suite that was misprinted is the one that was meant, and goes by its written name") {
  CHECK(meant_suite("eddsa-rdf-2022") == "eddsa-rdfc-2022");
  CHECK(meant_suite("eddsa-2022") == "eddsa-rdfc-2022");
  CHECK(meant_suite("eddsa-jcs-2022") == "eddsa-jcs-2022");
  const Secured secured(tests::parse_json(R"({"proof":{"type":"DataIntegrityProof",
      "cryptosuite":"eddsa-rdf-2022","verificationMethod":"did:x:y#z","proofPurpose":"assertionMethod",
      "proofValue":"z1"}})"));
  const auto signatures = read_signatures(secured, "did:x:y");
  REQUIRE(signatures);
  CHECK(signatures->at(0).suite == "eddsa-rdf-2022");
  CHECK(signatures->at(0).proof->cryptosuite == "eddsa-rdfc-2022");
}
