#include "node/credential/presentation.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::Documents;
using tests::TestParty;

namespace {

const TestParty& issuer() {
  static const auto party = TestParty::with_key(1);
  return party;
}

const TestParty& holder() {
  static const auto party = TestParty::with_key(200);
  return party;
}

json::Document shown_by(const TestParty& party, const json::Document& presentation) {
  proof::ProofOptions options;
  options.verification_method = party.method;
  options.proof_purpose = "authentication";
  options.challenge = "c1";
  options.domain = "employer.example";
  return proof::add_proof(presentation, options, *party.signer).value();
}

json::Document badge() { return tests::issue(tests::sample_badge(issuer()), issuer()); }

json::Document sample() {
  return shown_by(holder(), write_presentation({badge()}, holder().did).value());
}

PresentationVerdict verify(std::string_view file, Documents& documents,
                           PresentationOptions options = {}) {
  options.credentials.now = tests::badge_now;
  PresentationVerification verification(file, options);
  tests::drive(verification, documents);
  return verification.outcome();
}

PresentationVerdict verify(const json::Document& document,
                           const PresentationOptions& options = {}) {
  Documents none;
  return verify(document.text(), none, options);
}

}  // namespace

TEST_CASE("who saw a badge of a presentation is asked of each by itself") {
  PresentationOptions options;
  std::vector<std::string> asked;
  options.first_seen_of = [&](json::Value one) {
    asked.emplace_back(*one.find("id").and_then(&json::Value::string));
    return FirstSeen();
  };
  CHECK(verify(sample(), options).accepted());
  CHECK(asked == std::vector{std::string(*badge().root().find("id")->string())});
}

TEST_CASE("a presentation and its badge are genuine") {
  const auto verdict = verify(sample());
  CHECK(verdict.outcome == Outcome::genuine);
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.accepted());
  CHECK(verdict.holder == holder().did);
  REQUIRE(verdict.credentials.size() == 1);
  CHECK(verdict.credentials[0].outcome == Outcome::genuine);
}

TEST_CASE("the challenge and the domain must be those of this time") {
  CHECK(verify(sample(), {.challenge = "c1", .domain = "employer.example"}).accepted());
  CHECK(verify(sample(), {.challenge = "c2"}).code() == "badge.wrong_challenge");
  CHECK(verify(sample(), {.domain = "other.example"}).code() == "badge.wrong_domain");
}

TEST_CASE("somebody else than the holder cannot show it") {
  const auto unsecured = write_presentation({badge()}, holder().did).value();
  CHECK(verify(shown_by(TestParty::with_key(3), unsecured)).code() == "badge.wrong_controller");
  const auto nobody = write_presentation({badge()}, "").value();
  CHECK(verify(shown_by(holder(), nobody)).outcome == Outcome::genuine);
}

TEST_CASE("an unsigned presentation, or one signed as a claim, is not genuine") {
  const auto unsecured = write_presentation({badge()}, holder().did).value();
  CHECK(verify(unsecured).code() == "badge.no_proof");
  CHECK(verify(tests::sign(unsecured, holder())).code() == "badge.wrong_purpose");
}

TEST_CASE("one bad badge spoils the presentation") {
  const auto name = tests::parse_json("\"Changed\"");
  const auto bad = json::with_member(badge().root(), "name", name.root()).value();
  const auto shown = shown_by(holder(), write_presentation({badge(), bad}, holder().did).value());
  const auto verdict = verify(shown);
  CHECK(verdict.outcome == Outcome::not_genuine);
  CHECK(verdict.code() == "badge.credential_not_genuine");
  REQUIRE(verdict.credentials.size() == 2);
  CHECK(verdict.credentials[0].outcome == Outcome::genuine);
  CHECK(verdict.credentials[1].code() == "badge.bad_signature");
}

TEST_CASE("the needs of the badges are asked for one by one") {
  const auto library = TestParty::at_host("library.example", 3);
  const auto web = tests::issue(tests::with_status(tests::sample_badge(library), 4), library);
  const auto shown = shown_by(holder(), write_presentation({web, badge()}, holder().did).value());
  Documents documents;
  documents.add(library);
  documents.by_name[std::string(tests::list_url)] = tests::list_text(library);
  CHECK(verify(shown.text(), documents).outcome == Outcome::genuine);
  CHECK(documents.asked.size() == 2);
  Documents none;
  const auto unknown = verify(shown.text(), none);
  CHECK(unknown.outcome == Outcome::cannot_be_checked);
  CHECK(unknown.code() == "badge.credential_unchecked");
}

TEST_CASE("a holder with a document of its own is asked for first") {
  const auto person = TestParty::at_host("person.example", 9);
  const auto shown = shown_by(person, write_presentation({badge()}, person.did).value());
  Documents documents;
  documents.by_name[person.did] = person.document("authentication");
  CHECK(verify(shown.text(), documents).outcome == Outcome::genuine);
  documents.by_name[person.did] = person.document("assertionMethod");
  CHECK(verify(shown.text(), documents).code() == "badge.key_not_for_this");
  Documents none;
  CHECK(verify(shown.text(), none).code() == "badge.did_unavailable");
}

TEST_CASE("a presentation that is not well formed makes nobody ask anything") {
  for (const char* text :
       {R"({})", R"({"@context":["https://www.w3.org/ns/credentials/v2"]})",
        R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],
            "verifiableCredential":["text"]})",
        R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],
            "holder":5})"}) {
    CAPTURE(text);
    CHECK(verify(tests::parse_json(text)).code() == "badge.malformed");
  }
  Documents none;
  CHECK(verify("hello", none).code() == "badge.not_a_credential");
  CHECK(verify(tests::parse_json(R"({"@context":["https://www.w3.org/2018/credentials/v1"]})"))
            .code() == "badge.malformed");
}

TEST_CASE("too many badges in one presentation are refused") {
  const std::vector<json::Document> many(presented_max + 1, badge());
  CHECK(write_presentation(many, holder().did).error().path == "$.verifiableCredential");
}

TEST_CASE("a presentation may ask for so much and no more") {
  std::vector<json::Document> badges;
  for (std::size_t i = 0; i <= needs_max; ++i) {
    const auto library = TestParty::at_host("library" + std::to_string(i) + ".example", 3);
    badges.push_back(tests::issue(tests::sample_badge(library), library));
  }
  Documents none;
  const auto shown = shown_by(holder(), write_presentation(badges, holder().did).value());
  const auto verdict = verify(shown.text(), none);
  CHECK(none.asked.size() == needs_max);
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
  CHECK(verdict.credentials.size() == badges.size());
}

TEST_CASE("an enveloped badge is opened and verified") {
  const jose::JwsOptions options{.type = "vc+jwt", .content_type = "vc", .key_id = issuer().method};
  const auto payload = write_badge(tests::sample_badge(issuer())).value();
  const auto jws = jose::sign_jws(bytes_of(payload.text()), options, *issuer().signer).value();
  const auto envelope = tests::parse_json(
      R"({"@context":"https://www.w3.org/ns/credentials/v2",
          "type":"EnvelopedVerifiableCredential","id":"data:application/vc+jwt,)" +
      jws + "\"}");
  const auto shown = shown_by(holder(), write_presentation({envelope}, holder().did).value());
  CHECK(verify(shown).outcome == Outcome::genuine);
}

TEST_CASE("a verdict on a presentation is written with each badge") {
  json::Writer writer;
  writer.begin_object();
  write_presentation_verdict(writer, verify(sample()));
  writer.end_object();
  const auto written = tests::parse_json(writer.text());
  CHECK(written.root().find("outcome")->string() == "genuine");
  CHECK(written.root().find("credentials")->size() == 1);
}
