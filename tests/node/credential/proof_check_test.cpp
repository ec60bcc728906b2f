#include "node/credential/proof_check.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::TestParty;

namespace {

const TestParty& issuer() {
  static const auto party = TestParty::with_key(1);
  return party;
}

ProofRules rules_for(const std::string& owner) { return {.now = tests::badge_now, .owner = owner}; }

std::vector<Check> check(const json::Document& document, const ProofRules& rules,
                         const KnownDids& known = {}) {
  auto answer = check_proofs(Secured(document), rules, known);
  REQUIRE(std::holds_alternative<std::vector<Check>>(answer));
  return std::get<std::vector<Check>>(answer);
}

Finding decided(const std::vector<Check>& checks) { return decide(checks).finding; }

json::Document unsigned_badge() { return write_badge(tests::sample_badge(issuer())).value(); }

/// A proof with these options, by this party.
json::Document proven(const TestParty& party, proof::ProofOptions options) {
  options.verification_method = party.method;
  return proof::add_proof(unsigned_badge(), options, *party.signer).value();
}

/// The document with its one proof changed in this member.
json::Document with_proof_member(const json::Document& document, std::string_view name,
                                 std::string_view value) {
  const auto member = tests::parse_json(value);
  const auto changed =
      json::with_member(*document.root().find("proof"), name, member.root()).value();
  return json::with_member(document.root(), "proof", changed.root()).value();
}

}  // namespace

TEST_CASE("a proof of the owner's key passes") {
  const auto checks = check(tests::sign(unsigned_badge(), issuer()), rules_for(issuer().did));
  CHECK(decide(checks).outcome == Outcome::genuine);
  CHECK(tests::find_check(checks, "proof")->finding == Finding::signature_good);
  CHECK(tests::find_check(checks, "issuer")->finding == Finding::issuer_good);
}

TEST_CASE("a good proof of another key is not the owner's") {
  const auto forger = TestParty::with_key(2);
  const auto checks = check(tests::sign(unsigned_badge(), forger), rules_for(issuer().did));
  CHECK(decide(checks).outcome == Outcome::not_genuine);
  CHECK(decided(checks) == Finding::wrong_controller);
}

TEST_CASE("proof only leaves the owner out and says so") {
  auto rules = rules_for("https://elsewhere.example");
  rules.issuer_check = IssuerCheck::proof_only;
  const auto checks = check(tests::sign(unsigned_badge(), issuer()), rules);
  CHECK(decide(checks).outcome == Outcome::genuine_with_warning);
  CHECK(decided(checks) == Finding::issuer_not_asked);
  const auto broken = with_proof_member(tests::sign(unsigned_badge(), issuer()), "created",
                                        R"("2026-01-06T00:00:00Z")");
  CHECK(decided(check(broken, rules)) == Finding::bad_signature);
}

TEST_CASE("no proof and a broken proof are told apart") {
  const auto rules = rules_for(issuer().did);
  CHECK(decided(check(unsigned_badge(), rules)) == Finding::no_proof);
  const auto good = tests::sign(unsigned_badge(), issuer());
  CHECK(decided(check(with_proof_member(good, "proofPurpose", "1"), rules)) ==
        Finding::malformed_proof);
  CHECK(decided(check(with_proof_member(good, "proofValue", "\"uAAAA\""), rules)) ==
        Finding::malformed_proof);
}

TEST_CASE("a proof for another purpose is refused") {
  proof::ProofOptions options;
  options.proof_purpose = "authentication";
  const auto document = proven(issuer(), options);
  CHECK(decided(check(document, rules_for(issuer().did))) == Finding::wrong_purpose);
  auto rules = rules_for(issuer().did);
  rules.purpose = did::Purpose::authentication;
  CHECK(decide(check(document, rules)).outcome == Outcome::genuine);
}

TEST_CASE("a proof expires, and one of the future is a warning") {
  proof::ProofOptions options;
  options.expires = tests::badge_now;
  CHECK(decided(check(proven(issuer(), options), rules_for(issuer().did))) ==
        Finding::proof_expired);
  options.expires = tests::badge_now + 1000;
  CHECK(decide(check(proven(issuer(), options), rules_for(issuer().did))).outcome ==
        Outcome::genuine);
  options.created = tests::badge_now + clock_skew_ms + 1000;
  CHECK(decided(check(proven(issuer(), options), rules_for(issuer().did))) ==
        Finding::proof_in_future);
  options.created = tests::badge_now + clock_skew_ms;
  CHECK(decide(check(proven(issuer(), options), rules_for(issuer().did))).outcome ==
        Outcome::genuine);
}

TEST_CASE("a suite that we do not know is said by name, and nobody is asked for the key") {
  const auto stranger = TestParty::at_host("far.example", 4);
  const auto document =
      with_proof_member(tests::sign(unsigned_badge(), stranger), "cryptosuite", "\"bbs-2023\"");
  const auto checks = check(document, rules_for(stranger.did));
  CHECK(decide(checks).outcome == Outcome::cannot_be_checked);
  CHECK(decided(checks) == Finding::unknown_suite);
  CHECK(checks.front().sentence.find("bbs-2023") != std::string::npos);
}

TEST_CASE("a key that stands in the name of a method does not prove the owner") {
  const auto key = keys::print_multikey(issuer().signer->public_key());
  const TestParty school{"https://school.example", "https://school.example#" + key,
                         issuer().signer};
  const auto document = tests::sign(unsigned_badge(), school);
  const auto checks = check(document, rules_for("https://school.example"));
  CHECK(decide(checks).outcome == Outcome::cannot_be_checked);
  CHECK(decided(checks) == Finding::issuer_unproved);
  CHECK(decided(check(document, rules_for(issuer().did))) == Finding::wrong_controller);
}

TEST_CASE("each proof of a set must hold, and one must be the owner's") {
  const auto witness = TestParty::with_key(5);
  const auto one = tests::sign(unsigned_badge(), issuer());
  const auto both = tests::sign(one, witness);
  CHECK(decide(check(both, rules_for(issuer().did))).outcome == Outcome::genuine);
  CHECK(decide(check(both, rules_for(witness.did))).outcome == Outcome::genuine);
  CHECK(decided(check(both, rules_for(TestParty::with_key(6).did))) == Finding::wrong_controller);
  const auto name = tests::parse_json("\"Changed\"");
  const auto changed = json::with_member(one.root(), "name", name.root()).value();
  CHECK(decided(check(tests::sign(changed, witness), rules_for(witness.did))) ==
        Finding::bad_signature);
}

TEST_CASE("a proof that cannot be checked beside the owner's is a warning, and alone it decides") {
  const auto stranger = TestParty::at_host("far.example", 4);
  const auto both = tests::sign(tests::sign(unsigned_badge(), issuer()), stranger);
  KnownDids known;
  known.add(did::Did::parse(stranger.did).value(), fail(did::unavailable, ""));
  const auto checks = check(both, rules_for(issuer().did), known);
  CHECK(decide(checks).outcome == Outcome::genuine_with_warning);
  CHECK(decided(checks) == Finding::other_proof_unchecked);
  CHECK(decided(check(both, rules_for(stranger.did), known)) == Finding::did_unavailable);
}

TEST_CASE("a challenge and a domain must be those that were asked") {
  proof::ProofOptions options;
  options.challenge = "c1";
  options.domain = "employer.example";
  const auto document = proven(issuer(), options);
  auto rules = rules_for(issuer().did);
  rules.challenge = "c1";
  rules.domain = "employer.example";
  CHECK(decide(check(document, rules)).outcome == Outcome::genuine);
  rules.challenge = "c2";
  CHECK(decided(check(document, rules)) == Finding::wrong_challenge);
  rules.challenge = "c1";
  rules.domain = "other.example";
  CHECK(decided(check(document, rules)) == Finding::wrong_domain);
}

TEST_CASE("a withdrawn key proves nothing, and one that ran out only what it signed before") {
  const auto party = TestParty::at_host("library.example", 3);
  const auto with_end = [&](std::string_view name, std::string_view time) {
    auto text = party.document();
    text.insert(text.find("\"publicKeyMultibase\""),
                "\"" + std::string(name) + "\":\"" + std::string(time) + "\",");
    KnownDids known;
    known.add(did::Did::parse(party.did).value(), did::read_document(text));
    return check(tests::sign(unsigned_badge(), party), rules_for(party.did), known);
  };
  CHECK(decided(with_end("revoked", "2026-02-01T00:00:00Z")) == Finding::key_revoked);
  CHECK(decide(with_end("revoked", "2026-02-01T00:00:00Z")).outcome == Outcome::cannot_be_checked);
  CHECK(decide(with_end("revoked", "2026-04-01T00:00:00Z")).outcome == Outcome::genuine);
  CHECK(decided(with_end("expires", "2026-01-01T00:00:00Z")) == Finding::key_expired);
  CHECK(decide(with_end("expires", "2026-02-01T00:00:00Z")).outcome == Outcome::genuine);
}

TEST_CASE("the DID that must be known is named") {
  const auto party = TestParty::at_host("library.example", 3);
  const auto answer =
      check_proofs(Secured(tests::sign(unsigned_badge(), party)), rules_for(party.did), {});
  REQUIRE(std::holds_alternative<did::Did>(answer));
  CHECK(std::get<did::Did>(answer).text() == party.did);
}
