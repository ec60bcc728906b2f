#include "node/credential/secure_cose.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/cose/sign1.hpp"
#include "crypto/encoding/base64.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/securing.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

using tests::TestParty;
using tests::verify_badge;

json::Document badge_of(const TestParty& party) {
  return write_badge(tests::sample_badge(party)).value();
}

std::string cose_of(const json::Document& document, const TestParty& party) {
  const auto bytes = secure_cose(document, {.verification_method = party.method}, *party.signer);
  return std::string(text_of(bytes.value()));
}

/// A COSE_Sign1 with headers that we never write.
std::string with_headers(cose::Sign1Options headers, const TestParty& party) {
  headers.key_id = party.method;
  const auto payload = badge_of(party);
  const auto bytes = cose::sign_sign1(bytes_of(payload.text()), headers, *party.signer);
  return std::string(text_of(bytes.value()));
}

PresentationVerdict verify_presented(const std::string& file, const PresentationOptions& options) {
  PresentationVerification verification(file, options);
  CHECK_FALSE(verification.next());
  return verification.outcome();
}

}  // namespace

TEST_CASE("a badge in a COSE_Sign1 is genuine, with each algorithm that we sign with") {
  for (const auto algorithm : {keys::Algorithm::ed25519, keys::Algorithm::p256,
                               keys::Algorithm::p384, keys::Algorithm::p521}) {
    const auto party = TestParty::with_key(1, algorithm);
    const auto file = cose_of(badge_of(party), party);
    const auto verdict = verify_badge(file);
    CHECK(verdict.outcome == Outcome::genuine);
    CHECK(verdict.issuer == party.did);
  }
}

TEST_CASE("it comes as bytes, in base64 with padding or without, or in an envelope") {
  const auto party = TestParty::with_key(1);
  const auto file = cose_of(badge_of(party), party);
  const auto text = encoding::encode_base64(bytes_of(file));
  CHECK(verify_badge(text + "\n").outcome == Outcome::genuine);
  const auto envelope = envelop_cose(file);
  REQUIRE(envelope);
  CHECK(envelop_cose(text)->text() == envelope->text());
  CHECK(verify_badge(envelope->text()).outcome == Outcome::genuine);
  CHECK(unwrap_badge(file)->text == envelope->text());
  CHECK(unwrap_badge(envelope->text())->text == envelope->text());
  CHECK(verify_badge(text.substr(0, text.find('='))).outcome == Outcome::genuine);
  CHECK(verify_badge(text + "*").outcome == Outcome::not_genuine);
  CHECK_FALSE(envelop_cose("{}"));
}

TEST_CASE("a COSE_Sign1 that was changed, or is another's, is not genuine") {
  const auto party = TestParty::with_key(1);
  auto changed = cose_of(badge_of(party), party);
  changed[changed.find("Hosted")] = 'h';
  CHECK(verify_badge(changed).code() == "badge.bad_signature");
  const auto other = TestParty::with_key(2);
  CHECK(verify_badge(cose_of(badge_of(party), other)).outcome == Outcome::not_genuine);
}

TEST_CASE("media types must be those of credentials, and agree") {
  const auto party = TestParty::with_key(1);
  const auto outcome = [&](std::string type, std::string content) {
    return verify_badge(
               with_headers({.type = std::move(type), .content_type = std::move(content)}, party))
        .outcome;
  };
  CHECK(outcome("application/vc+cose", "application/vc") == Outcome::genuine);
  CHECK(outcome("vc+cose", "") == Outcome::genuine);
  CHECK(outcome("", "") == Outcome::genuine);
  CHECK(outcome("application/vp+cose", "") == Outcome::not_genuine);
  CHECK(outcome("application/vc+cose", "application/vp") == Outcome::not_genuine);
  CHECK(outcome("really/bad", "very/bad") != Outcome::genuine);
  CHECK(outcome("", "very/bad") != Outcome::genuine);
}

TEST_CASE("the claims in the header count: whose it is, and when it ends") {
  const auto party = TestParty::with_key(1);
  CHECK(verify_badge(with_headers({.claims = {.issuer = party.did}}, party)).accepted());
  CHECK_FALSE(verify_badge(with_headers({.claims = {.issuer = "did:x:y"}}, party)).accepted());
  const UnixTime after{tests::badge_now.ms + hour_ms};
  const UnixTime before{tests::badge_now.ms - hour_ms};
  CHECK(verify_badge(with_headers({.claims = {.expires = after}}, party)).accepted());
  CHECK(verify_badge(with_headers({.claims = {.expires = before}}, party)).code() ==
        "badge.proof_expired");
  CHECK(verify_badge(with_headers({.claims = {.not_before = before}}, party)).accepted());
  CHECK_FALSE(verify_badge(with_headers({.claims = {.not_before = after}}, party)).accepted());
}

TEST_CASE("a presentation in a COSE_Sign1 holds credentials in others, and what was asked") {
  const auto party = TestParty::with_key(1);
  const auto badge = envelop_cose(cose_of(badge_of(party), party)).value();
  const auto unsigned_one = write_presentation({badge}, party.did).value();
  const auto bytes =
      secure_cose(unsigned_one,
                  {.verification_method = party.method, .challenge = "n-1", .domain = "a.example"},
                  *party.signer);
  REQUIRE(bytes);
  const std::string file(text_of(*bytes));
  PresentationOptions options{
      .challenge = "n-1", .domain = "a.example", .credentials = {.now = tests::badge_now}};
  CHECK(verify_presented(file, options).accepted());
  CHECK(verify_presented(std::string(envelop_cose(file)->text()), options).accepted());
  options.challenge = "n-2";
  CHECK_FALSE(verify_presented(file, options).accepted());
  options = {.credentials = {.now = tests::badge_now}};
  CHECK(verify_presented(file, options).accepted());
  CHECK_FALSE(verify_presented(cose_of(badge_of(party), party), options).accepted());
  CHECK_FALSE(verify_badge(file).accepted());
}

TEST_CASE("what is neither a credential nor a presentation is not secured") {
  const auto party = TestParty::with_key(1);
  const auto other = tests::parse_json(R"({"type":["Other"]})");
  CHECK(secure_cose(other, {}, *party.signer).error().code == malformed);
}

}  // namespace waarmerk::node::credential
