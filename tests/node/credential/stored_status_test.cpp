#include "node/credential/stored_status.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "tests/support/status_judge.hpp"

namespace waarmerk::node::credential {
namespace {

using tests::found_in_list;
using tests::judge_list;
using tests::list_issuer;
using tests::list_rules;
using tests::TestParty;

/// What a store says of the list of `list_issuer()`, with this value at the entry.
ListEvidence stored_evidence(std::uint64_t value, const TestParty& signer = list_issuer()) {
  const std::string url(tests::list_url);
  return {.url = url,
          .entries = {{.purpose = "revocation", .index = 5, .list_url = url}},
          .list = open("nothing"),
          .from = {.source = Source::gossip},
          .stored = StoredStatus{.id = url,
                                 .issuer = list_issuer().did,
                                 .purposes = {"revocation"},
                                 .valid_from = tests::badge_now - hour_ms,
                                 .valid_until = tests::badge_now + day_ms,
                                 .method = list_issuer().method,
                                 .key = signer.signer->public_key(),
                                 .values = {value}}};
}

bool wants_signed(const ListEvidence& evidence, const StatusRules& rules = list_rules()) {
  return std::holds_alternative<NeedSignedList>(check_status(evidence, rules, {}));
}

}  // namespace

TEST_CASE("what a store says of a list counts as the list does") {
  CHECK(found_in_list(stored_evidence(0)) == Finding::not_revoked);
  CHECK(found_in_list(stored_evidence(1)) == Finding::revoked);
  CHECK(judge_list(stored_evidence(1)).facts.word == StatusWord::revoked);
  CHECK(judge_list(stored_evidence(0)).facts.as_of == UnixTime{tests::badge_now.ms - hour_ms});
  auto old = stored_evidence(0);
  old.stored->valid_until = tests::badge_now - hour_ms;
  CHECK(found_in_list(old) == Finding::status_stale);
  auto beyond = stored_evidence(0);
  beyond.stored->values = {std::nullopt};
  CHECK(found_in_list(beyond) == Finding::status_list_unusable);
  auto other = stored_evidence(0);
  other.stored->purposes = {"suspension"};
  CHECK(found_in_list(other) == Finding::status_list_unusable);
  auto older = stored_evidence(0);
  older.stored->kind = StatusKind::list_2021;
  CHECK(found_in_list(older) == Finding::status_list_unusable);
}

TEST_CASE("what a store says of a token counts as the token does") {
  const auto found = [](std::optional<std::uint64_t> value, StatusKind kind) {
    auto evidence = stored_evidence(0);
    evidence.entries.front().purpose.clear();
    evidence.entries.front().kind = StatusKind::token;
    evidence.stored->kind = kind;
    evidence.stored->values = {value};
    return found_in_list(evidence);
  };
  CHECK(found(0, StatusKind::token) == Finding::not_revoked);
  CHECK(found(1, StatusKind::token) == Finding::revoked);
  CHECK(found(2, StatusKind::token) == Finding::suspended);
  CHECK(found(3, StatusKind::token) == Finding::status_marked);
  CHECK(found({}, StatusKind::token) == Finding::status_list_unusable);
  CHECK(found(0, StatusKind::bitstring) == Finding::status_list_unusable);
}

TEST_CASE("where what a store says may be doubted, the signed list is asked for") {
  CHECK_FALSE(wants_signed(stored_evidence(0)));
  CHECK(wants_signed(stored_evidence(0, TestParty::with_key(2))));  // the name has another key now
  auto elsewhere = stored_evidence(0);
  elsewhere.stored->id += "0";
  CHECK(wants_signed(elsewhere));
  auto foreign = stored_evidence(0);
  foreign.stored->issuer = TestParty::with_key(2).did;
  CHECK(wants_signed(foreign));
  auto early = stored_evidence(0);
  early.stored->valid_from = tests::badge_now + hour_ms;
  CHECK(wants_signed(early));
  auto few = stored_evidence(0);
  few.stored->values = {};
  CHECK(wants_signed(few));
  auto rules = list_rules();
  rules.issuer_check = IssuerCheck::proof_only;
  CHECK(wants_signed(stored_evidence(0), rules));
}

TEST_CASE("a stored status has the purposes of its list and no other") {
  const auto evidence = stored_evidence(0);
  CHECK(evidence.stored->has_purpose("revocation"));
  CHECK_FALSE(evidence.stored->has_purpose("suspension"));
}

}  // namespace waarmerk::node::credential
