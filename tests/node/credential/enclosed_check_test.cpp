#include "node/credential/enclosed_check.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "node/credential/issuance.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

const auto endorser = tests::TestParty::with_key(5);
const auto web_endorser = tests::TestParty::at_host("city.example", 6);

json::Document unsigned_endorsement(const tests::TestParty& by) {
  return tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:9",
      "type":["VerifiableCredential","EndorsementCredential"],"name":"Good work",
      "issuer":{"id":")" + by.did +
                           R"(","type":["Profile"]},"validFrom":"2026-01-05T00:00:00Z",
      "credentialSubject":{"id":"did:x:y","type":["EndorsementSubject"],
      "endorsementComment":"They teach well."}})");
}

std::string endorsement(const tests::TestParty& by = endorser) {
  return std::string(tests::sign(unsigned_endorsement(by), by).text());
}

/// The verdict on a good badge that carries these endorsements.
Verdict verify_with(const std::string& endorsements, tests::Documents documents = {}) {
  const auto issuer = tests::TestParty::with_key(1);
  const auto badge = write_badge(tests::sample_badge(issuer)).value();
  const auto member = tests::parse_json(endorsements);
  const auto with = json::with_member(badge.root(), "endorsement", member.root()).value();
  return tests::verify_badge(tests::sign(with, issuer).text(), documents);
}

Finding finding_in(const Verdict& verdict) {
  const auto* check = tests::find_check(verdict.checks, "endorsements");
  REQUIRE(check != nullptr);
  return check->finding;
}

std::string signed_badge(UnixTime until = {}) {
  const auto giver = tests::TestParty::with_key(7);
  auto badge = tests::defined_badge(giver);
  if (until != UnixTime{}) badge.valid_until = until;
  return std::string(tests::issue(badge, giver).text());
}

/// The verdict on a good record that holds these.
Verdict verify_record(const std::string& contents) {
  const auto issuer = tests::TestParty::with_key(1);
  const auto record = tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"],"id":"urn:uuid:8",
      "type":["VerifiableCredential","ClrCredential"],"name":"Two years at school","issuer":")" +
                                        issuer.did + R"(","validFrom":"2026-01-05T00:00:00Z",
      "credentialSubject":{"type":["ClrSubject"],"verifiableCredential":)" +
                                        contents + "}}");
  const auto secured = secure(record,
                              {.verification_method = issuer.method,
                               .created = tests::badge_issued,
                               .cryptosuite = "eddsa-jcs-2022"},
                              *issuer.signer);
  return tests::verify_badge(secured.value().text());
}

}  // namespace

TEST_CASE("a badge with a good endorsement is genuine, one or several") {
  const auto one = verify_with(endorsement());
  CHECK(one.outcome == Outcome::genuine);
  CHECK(finding_in(one) == Finding::endorsements_good);
  CHECK(finding_in(verify_with("[" + endorsement() + "," + endorsement() + "]")) ==
        Finding::endorsements_good);
}

TEST_CASE("an endorsement that was changed is a warning, and the badge stays genuine") {
  auto changed = endorsement();
  changed.replace(changed.find("well"), 4, "best");
  const auto verdict = verify_with("[" + endorsement() + "," + changed + "]");
  CHECK(verdict.outcome == Outcome::genuine_with_warning);
  CHECK(verdict.finding == Finding::endorsement_not_genuine);
  CHECK(finding_in(verify_with(std::string(unsigned_endorsement(endorser).text()))) ==
        Finding::endorsement_not_genuine);
}

TEST_CASE("an endorsement whose keys must be asked for is checked with them, or not at all") {
  CHECK(finding_in(verify_with(endorsement(web_endorser))) == Finding::endorsement_unchecked);
  tests::Documents documents;
  documents.add(web_endorser);
  const auto verdict = verify_with(endorsement(web_endorser), documents);
  CHECK(finding_in(verdict) == Finding::endorsements_good);
}

TEST_CASE("more endorsements than are checked are told") {
  std::string many = "[" + endorsement();
  for (std::size_t i = 0; i < endorsements_max; ++i) many += "," + endorsement();
  CHECK(finding_in(verify_with(many + "]")) == Finding::endorsement_unchecked);
}

TEST_CASE("endorsements of a badge that is not its issuer's make nobody ask for anything") {
  const auto issuer = tests::TestParty::with_key(1);
  const auto badge = write_badge(tests::sample_badge(issuer)).value();
  const auto member = tests::parse_json(endorsement(web_endorser));
  const auto with = json::with_member(badge.root(), "endorsement", member.root()).value();
  tests::Documents documents;
  const auto forged = tests::sign(with, tests::TestParty::with_key(2));
  CHECK(tests::verify_badge(forged.text(), documents).outcome == Outcome::not_genuine);
  CHECK(documents.asked.empty());
}

TEST_CASE("a badge without endorsements has no check of them") {
  const auto issuer = tests::TestParty::with_key(1);
  const auto verdict =
      tests::verify_badge(tests::issue(tests::sample_badge(issuer), issuer).text());
  CHECK(tests::find_check(verdict.checks, "endorsements") == nullptr);
}

TEST_CASE("a record is genuine where each badge that it holds is") {
  const auto verdict = verify_record("[" + signed_badge() + "," + signed_badge() + "]");
  CHECK(verdict.outcome == Outcome::genuine);
  CHECK(tests::find_check(verdict.checks, "contents")->finding == Finding::contents_good);
  CHECK(verify_record(signed_badge()).outcome == Outcome::genuine);
}

TEST_CASE("a record with a forged badge in it is not genuine, and one with an old badge warns") {
  auto forged = signed_badge();
  forged.replace(forged.find("Language"), 8, "Rocketry");
  CHECK(verify_record("[" + signed_badge() + "," + forged + "]").finding ==
        Finding::content_forged);
  CHECK(verify_record("\"no badge\"").finding == Finding::content_forged);
  const UnixTime long_ago{tests::badge_now.ms - day_ms};
  const auto old = verify_record("[" + signed_badge() + "," + signed_badge(long_ago) + "]");
  CHECK(old.outcome == Outcome::genuine_with_warning);
  CHECK(old.finding == Finding::content_not_valid);
}

TEST_CASE("what cannot be checked in a record leaves the record unchecked") {
  std::string many = "[" + signed_badge();
  for (std::size_t i = 0; i < contents_max; ++i) many += "," + signed_badge();
  CHECK(verify_record(many + "]").finding == Finding::content_unchecked);
  const auto endorsed = endorsement(web_endorser);
  CHECK(verify_record(endorsed).outcome == Outcome::cannot_be_checked);
}
