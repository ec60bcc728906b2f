// A badge judged by the history of its issuer's DID: key_lookup and proof_check together.
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "crypto/proof/data_integrity.hpp"
#include "did/document_history.hpp"
#include "node/credential/key_lookup.hpp"
#include "node/credential/proof_check.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::TestParty;
using tests::webvh_start;
using tests::WebvhHistory;

namespace {

UnixTime day(std::int64_t number) { return webvh_start + number * day_ms; }

/// A school whose issuing key stood for ten days, and was replaced on 11 January.
class School {
 public:
  School() { history.pass_days(9); }

  /// The key of `seed` takes the place of the one before, under this name.
  void replace_key(std::string_view name, std::uint8_t seed) {
    REQUIRE(history.add("{}", 1, history.document_with(name, seed)));
  }
  /// The key goes, and what it signed since `since` is not to be believed.
  void withdraw_key(UnixTime since) {
    REQUIRE(history.add("{}", 1, history.document_without_key(since)));
  }

  TestParty party(std::string_view name = "key-1", std::uint8_t seed = 100) const {
    return {history.did(), history.did() + "#" + std::string(name), tests::update_key(seed)};
  }
  std::vector<Check> check(const TestParty& signer, UnixTime created,
                           std::optional<UnixTime> first_seen = {}) const {
    const auto badge = tests::sign(*write_badge(tests::sample_badge(party())), signer, created);
    return check_proof_of(badge, {.now = tests::badge_now,
                                  .owner = history.did(),
                                  .dated = tests::badge_issued,
                                  .first_seen = [first_seen] { return first_seen; }});
  }
  std::vector<Check> check_proof_of(const json::Document& badge, const ProofRules& rules) const {
    const auto did = did::Did::parse(history.did()).value();
    KnownDids known;
    known.add(did, did::DocumentHistory::of(did, history.log()));
    const auto answer = check_proofs(Secured(badge), rules, known);
    REQUIRE(std::holds_alternative<std::vector<Check>>(answer));
    return std::get<std::vector<Check>>(answer);
  }
  std::string code(const TestParty& signer, UnixTime created,
                   std::optional<UnixTime> first_seen = {}) const {
    const auto checks = check(signer, created, first_seen);
    return std::string(tests::find_check(checks, "issuer")->code());
  }

  WebvhHistory history;
};

}  // namespace

TEST_CASE("who saw a badge is asked only once its key was replaced") {
  School school;
  const auto badge =
      tests::sign(*write_badge(tests::sample_badge(school.party())), school.party(), day(4));
  int asked = 0;
  const ProofRules rules{.now = tests::badge_now,
                         .owner = school.history.did(),
                         .dated = tests::badge_issued,
                         .first_seen = [&asked]() -> std::optional<UnixTime> {
                           ++asked;
                           return std::nullopt;
                         }};
  school.check_proof_of(badge, rules);
  CHECK(asked == 0);
  school.replace_key("key-2", 101);
  school.check_proof_of(badge, rules);
  CHECK(asked == 1);
}

TEST_CASE("what a key signed stays its owner's after the key was replaced") {
  School school;
  CHECK(school.code(school.party(), day(4)) == "badge.issuer_good");
  school.replace_key("key-2", 101);
  const auto checks = school.check(school.party(), day(4));
  CHECK(decide(checks).outcome == Outcome::genuine);
  const auto* issuer = tests::find_check(checks, "issuer");
  CHECK(issuer->code() == "badge.key_replaced");
  CHECK(issuer->sentence.contains("replaced on 11 January 2026"));
  CHECK(issuer->sentence.contains("5 January 2026"));
  CHECK(school.code(school.party("key-2", 101), day(20)) == "badge.issuer_good");
}

TEST_CASE("what a key signs after it was replaced, or before it was there, is not its owner's") {
  School school;
  school.replace_key("key-2", 101);
  CHECK(school.code(school.party(), day(10) - second_ms) == "badge.key_replaced");
  CHECK(school.code(school.party(), day(10)) == "badge.key_expired");
  CHECK(school.code(school.party(), day(40)) == "badge.key_expired");
  CHECK(decide(school.check(school.party(), day(40))).outcome == Outcome::not_genuine);
  CHECK(school.code(school.party(), day(0) - 4 * minute_ms) == "badge.key_replaced");
  CHECK(school.code(school.party(), day(0) - hour_ms) == "badge.key_not_yet_used");
  CHECK(decide(school.check(school.party(), day(-1))).outcome == Outcome::not_genuine);
}

TEST_CASE("of two keys under one name the one of the time decides") {
  School school;
  school.replace_key("key-1", 101);
  CHECK(school.code(school.party("key-1", 100), day(4)) == "badge.key_replaced");
  CHECK(school.code(school.party("key-1", 101), day(20)) == "badge.issuer_good");
  const auto forged = school.check(school.party("key-1", 101), day(4));
  CHECK(decide(forged).finding == Finding::bad_signature);
  const auto late = school.check(school.party("key-1", 100), day(20));
  CHECK(decide(late).finding == Finding::bad_signature);
}

TEST_CASE("who saw the badge before the key was replaced says what its own date cannot") {
  School school;
  school.replace_key("key-2", 101);
  CHECK(school.code(school.party(), day(4), day(6)) == "badge.key_replaced_seen");
  CHECK(school.code(school.party(), day(4), day(10)) == "badge.key_replaced");
  CHECK(school.code(school.party(), day(20), day(6)) == "badge.key_expired");
}

TEST_CASE("of a key that others may have, what was signed before is good, and after it a warning") {
  School school;
  school.withdraw_key(day(5));
  const auto before = school.check(school.party(), day(4));
  CHECK(decide(before).outcome == Outcome::genuine);
  CHECK(tests::find_check(before, "issuer")->code() == "badge.key_withdrawn_later");
  CHECK(tests::find_check(before, "issuer")->sentence.contains("what the badge itself says"));
  const auto after = school.check(school.party(), day(5));
  CHECK(decide(after).outcome == Outcome::genuine_with_warning);
  CHECK(decide(after).finding == Finding::key_compromised);
  CHECK(school.code(school.party(), day(10)) == "badge.key_expired");
  CHECK(school.code(school.party(), day(4), day(4)) == "badge.key_replaced_seen");
  CHECK(school.code(school.party(), day(4), day(6)) == "badge.key_withdrawn_later");
}

TEST_CASE("a signature without a time counts as of the badge's own date, or not at all") {
  School school;
  school.replace_key("key-2", 101);
  const auto unsigned_badge = *write_badge(tests::sample_badge(school.party()));
  const auto badge = *proof::add_proof(
      unsigned_badge,
      {.cryptosuite = "eddsa-jcs-2022", .verification_method = school.party().method},
      *school.party().signer);
  ProofRules rules{.now = tests::badge_now, .owner = school.history.did(), .dated = day(4)};
  const auto code = [&] { return decide(school.check_proof_of(badge, rules)); };
  CHECK(code().outcome == Outcome::genuine);
  rules.dated = day(20);
  CHECK(code().finding == Finding::key_expired);
  rules.dated.reset();
  CHECK(code().finding == Finding::signing_time_unknown);
  CHECK(code().outcome == Outcome::cannot_be_checked);
}

TEST_CASE("a holder who shows something now needs a key of now") {
  School school;
  school.replace_key("key-2", 101);
  const auto did = did::Did::parse(school.history.did()).value();
  KnownDids known;
  known.add(did, did::DocumentHistory::of(did, school.history.log()));
  const KeyUse shown{.purpose = did::Purpose::authentication, .signed_at = day(4)};
  const auto answer = look_up_key(school.party().method, shown, known);
  REQUIRE(std::holds_alternative<Check>(answer));
  CHECK(std::get<Check>(answer).finding == Finding::key_not_found);
  const auto asserted = look_up_key(school.party().method, {.signed_at = day(4)}, known);
  REQUIRE(std::holds_alternative<KeyFound>(asserted));
  CHECK(std::get<KeyFound>(asserted).period->until == day(10));
}

TEST_CASE("what an issuer signed stays its own after its DID was deactivated") {
  School school;
  REQUIRE(school.history.add(R"({"deactivated":true,"updateKeys":[]})", 1));
  CHECK(school.code(school.party(), day(4)) == "badge.key_replaced");
  CHECK(school.code(school.party(), day(11)) == "badge.key_expired");
  const auto stranger = school.check(school.party("key-9", 109), day(4));
  CHECK(decide(stranger).outcome == Outcome::cannot_be_checked);
}

namespace {

/// What a verifier finds who saw the documents of a did:web change on 1 March.
std::vector<Check> check_seen(const TestParty& signer, UnixTime created) {
  const auto before = TestParty::at_host("school.example", 3);
  const auto after = TestParty::at_host("school.example", 4);
  const auto seen = [](const TestParty& party, UnixTime from) {
    return did::DocumentVersion{.document = did::read_document(party.document()).value(),
                                .from = from};
  };
  KnownDids known;
  known.add(did::Did::parse(before.did).value(),
            did::DocumentHistory::seen({seen(before, day(31)), seen(after, day(59))}));
  const auto badge = tests::sign(*write_badge(tests::sample_badge(before)), signer, created);
  const auto answer =
      check_proofs(Secured(badge), {.now = tests::badge_now, .owner = before.did}, known);
  REQUIRE(std::holds_alternative<std::vector<Check>>(answer));
  return std::get<std::vector<Check>>(answer);
}

}  // namespace

TEST_CASE("a key that a did:web shows only of late is a warning that names the domain") {
  const auto checks = check_seen(TestParty::at_host("school.example", 4), day(60));
  CHECK(decide(checks).outcome == Outcome::genuine_with_warning);
  CHECK(decide(checks).finding == Finding::domain_changed);
  const auto* issuer = tests::find_check(checks, "issuer");
  CHECK(issuer->sentence.starts_with("did:web:school.example shows this key since 1 March 2026"));
}

TEST_CASE("a badge by the key that a did:web showed before is that owner's, by what was seen") {
  const auto before = TestParty::at_host("school.example", 3);
  const auto checks = check_seen(before, day(4));
  CHECK(decide(checks).outcome == Outcome::genuine_with_warning);
  CHECK(decide(checks).finding == Finding::key_seen_before);
  CHECK(decide(check_seen(before, day(60))).finding == Finding::bad_signature);
  CHECK(decide(check_seen(TestParty::at_host("school.example", 5), day(4))).finding ==
        Finding::bad_signature);
}
