#include "node/credential/assertion_verification.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/base/sha2.hpp"
#include "node/credential/identity.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

const std::string at = "https://school.example/";

std::string assertion(const std::string& more = {}) {
  return R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":")" + at +
         R"(a","recipient":{"type":"email","hashed":true,"salt":"s","identity":")" +
         hash_identity("amira@example.org", "s") +
         R"("},"issuedOn":"2020-01-01T00:00:00Z","badge":")" + at +
         R"(b","verification":{"type":"hosted"})" + more + "}";
}

/// What a school publishes: an assertion, a badge class, an issuer.
tests::Documents published(const std::string& issuer_more = {}) {
  tests::Documents documents;
  documents.by_name[at + "a"] = assertion();
  documents.by_name[at + "b"] =
      R"({"type":"BadgeClass","name":"Robots","criteria":"Make one","issuer":")" + at + "c\"}";
  documents.by_name[at + "c"] =
      R"({"type":"Issuer","name":"A school","id":")" + at + "c\"" + issuer_more + "}";
  return documents;
}

Verdict verify(const std::string& file, tests::Documents documents,
               VerificationOptions options = {.now = tests::badge_now}) {
  return tests::verify_badge(file, documents, options);
}

}  // namespace

TEST_CASE("a hosted badge is genuine where it is published as it stands") {
  const auto verdict = verify(assertion(), published());
  CHECK(verdict.outcome == Outcome::genuine);
  CHECK(verdict.issuer == at + "c");
  CHECK(verdict.issuer_name == "A school");
  CHECK(verdict.name == "Robots");
  CHECK(tests::find_check(verdict.checks, "proof")->finding == Finding::hosted_good);
  CHECK(tests::find_check(verdict.checks, "status")->finding == Finding::no_status);
}

TEST_CASE("a badge that a blockchain proves cannot be checked here, and is not called broken") {
  auto file = assertion();
  const std::string hosted = R"("type":"hosted")";
  file.replace(file.find(hosted), hosted.size(),
               R"("type":["MerkleProofVerification2017","Extension"])");
  const auto verdict = verify(file, published());
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
  CHECK(verdict.finding == Finding::unsupported_format);
}

TEST_CASE("what was changed, is gone or is no JSON any more is not genuine") {
  auto changed = assertion();
  changed.replace(changed.find("2020"), 4, "2019");
  CHECK(verify(changed, published()).finding == Finding::hosted_differs);
  for (const auto* name : {"a", "b", "c"}) {
    auto documents = published();
    documents.by_name.erase(at + name);
    const auto verdict = verify(assertion(), documents);
    CHECK(verdict.outcome == Outcome::cannot_be_checked);
    CHECK(verdict.finding == Finding::hosted_unavailable);
    documents.by_name[at + name] = "<html>";
    CHECK(verify(assertion(), documents).outcome == Outcome::cannot_be_checked);
  }
}

TEST_CASE("what the badge says of itself besides may be worded anew where it is published") {
  CHECK(verify(assertion(R"(,"narrative":"old words")"), published()).outcome == Outcome::genuine);
}

TEST_CASE("an issuer is asked at its own address, and publishes where it says") {
  auto documents = published(R"(,"verification":{"startsWith":"https://other.example/"})");
  CHECK(verify(assertion(), documents).finding == Finding::hosted_elsewhere);
  auto stolen = published();
  stolen.by_name[at + "b"] = R"({"type":"BadgeClass","name":"Robots","criteria":"Make one",
      "issuer":{"type":"Issuer","id":"https://famous.example/","name":"Famous"}})";
  CHECK(verify(assertion(), stolen).finding == Finding::hosted_unavailable);
  stolen.by_name["https://famous.example/"] =
      R"({"type":"Issuer","id":"https://famous.example/","name":"Famous"})";
  CHECK(verify(assertion(), stolen).finding == Finding::hosted_elsewhere);
}

TEST_CASE("a profile at one host cannot speak for another") {
  auto documents = published();
  documents.by_name[at + "c"] =
      R"({"type":"Issuer","id":"https://famous.example/","name":"Famous"})";
  CHECK(verify(assertion(), documents).finding == Finding::hosted_elsewhere);
}

TEST_CASE("a badge that was withdrawn is not accepted, in itself or in a list") {
  auto documents = published();
  documents.by_name[at + "a"] = assertion(R"(,"revoked":true)");
  CHECK(verify(assertion(), documents).finding == Finding::revoked);
  auto listed = published(R"(,"revocationList":"https://school.example/l")");
  CHECK(verify(assertion(), listed).finding == Finding::status_unknown);
  const auto list = [](const std::string& id) {
    return R"({"type":"RevocationList","revokedAssertions":[")" + id + "\"]}";
  };
  listed.by_name[at + "l"] = list(at + "a");
  CHECK(verify(assertion(), listed).finding == Finding::revoked);
  listed.by_name[at + "l"] = list(at + "z");
  CHECK(verify(assertion(), listed).outcome == Outcome::genuine);
  listed.by_name[at + "l"] = "{}";
  CHECK(verify(assertion(), listed).finding == Finding::status_list_unusable);
}

TEST_CASE("dates and the one it was given to are checked as for any badge") {
  const UnixTime before{1'500'000'000'000};
  CHECK(verify(assertion(), published(), {.now = before}).finding == Finding::not_yet_valid);
  VerificationOptions options{.now = tests::badge_now};
  options.expect_subject = "amira@example.org";
  CHECK(verify(assertion(), published(), options).outcome == Outcome::genuine);
  options.expect_subject = "bea@example.org";
  CHECK(verify(assertion(), published(), options).finding == Finding::wrong_subject);
  options.expect_subject.reset();
  options.expect_issuer = "https://other.example";
  CHECK(verify(assertion(), published(), options).finding == Finding::wrong_issuer);
}

TEST_CASE("a signed badge that is no JWS has no proof, and one that breaks a rule is malformed") {
  auto plain = assertion();
  plain.replace(plain.find("hosted"), 6, "signed");
  CHECK(verify(plain, published()).finding == Finding::no_proof);
  auto broken = assertion();
  broken.replace(broken.find("issuedOn"), 8, "issuedAt");
  CHECK(verify(broken, published()).finding == Finding::malformed_credential);
}

TEST_CASE("nothing is asked of an address that is not of the web") {
  auto urn = assertion();
  urn.replace(urn.find(at + "a"), at.size() + 1, "urn:uuid:1");
  auto documents = published();
  CHECK(tests::verify_badge(urn, documents).finding == Finding::hosted_unavailable);
  CHECK(documents.asked.empty());
}
