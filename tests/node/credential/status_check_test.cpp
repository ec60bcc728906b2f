#include "node/credential/status_check.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::ListOptions;
using tests::TestParty;

namespace {

const TestParty& issuer() {
  static const auto party = TestParty::with_key(1);
  return party;
}

StatusRules rules_of() {
  return {.now = tests::badge_now,
          .time = tests::badge_now,
          .issuer = issuer().did,
          .issuer_name = "Library"};
}

ListEvidence evidence_of(const std::string& list, std::uint64_t index = 5,
                         std::string purpose = "revocation") {
  return {.url = std::string(tests::list_url),
          .entries = {{.purpose = std::move(purpose),
                       .index = index,
                       .list_url = std::string(tests::list_url)}},
          .list = open(list),
          .from = {.source = Source::gossip}};
}

StatusFindings judge(const ListEvidence& evidence, const StatusRules& rules = rules_of()) {
  auto answer = check_status(evidence, rules, {});
  REQUIRE(std::holds_alternative<StatusFindings>(answer));
  return std::get<StatusFindings>(answer);
}

StatusList list_of(std::initializer_list<std::uint64_t> places) {
  auto list = StatusList::make();
  for (const auto place : places) REQUIRE(list->set(place, true));
  return *list;
}

Finding found(const ListEvidence& evidence, const StatusRules& rules = rules_of()) {
  return judge(evidence, rules).checks.front().finding;
}

}  // namespace

TEST_CASE("a clear bit is not revoked, with the time of the list and where it came from") {
  const auto findings = judge(evidence_of(tests::list_text(issuer())));
  CHECK(findings.checks.front().finding == Finding::not_revoked);
  CHECK(findings.facts.word == StatusWord::not_revoked);
  CHECK(findings.facts.as_of == UnixTime{tests::badge_now.ms - hour_ms});
  CHECK(findings.facts.source == Source::gossip);
  CHECK(findings.facts.list_valid_until.has_value());
}

TEST_CASE("a set bit is what its purpose says") {
  const auto list =
      tests::list_text(issuer(), {.set = {5}, .purposes = {"revocation", "suspension", "refresh"}});
  CHECK(found(evidence_of(list)) == Finding::revoked);
  CHECK(found(evidence_of(list, 4)) == Finding::not_revoked);
  CHECK(found(evidence_of(list, 5, "suspension")) == Finding::suspended);
  CHECK(found(evidence_of(list, 5, "refresh")) == Finding::status_marked);
}

TEST_CASE("revoked stays revoked when the list is old, and clear becomes a warning") {
  const ListOptions old{.set = {5},
                        .valid_from = tests::badge_now - 9 * day_ms,
                        .valid_until = tests::badge_now - 8 * day_ms};
  CHECK(found(evidence_of(tests::list_text(issuer(), old))) == Finding::revoked);
  const auto clear = judge(evidence_of(tests::list_text(issuer(), old), 4));
  CHECK(clear.checks.front().finding == Finding::status_stale);
  CHECK(clear.checks.front().sentence.find("22 February 2026") != std::string::npos);
  CHECK(clear.facts.word == StatusWord::not_revoked);
}

TEST_CASE("the time that is asked about decides whether a list is old") {
  auto rules = rules_of();
  rules.time = tests::badge_now - 9 * day_ms;
  const ListOptions old{.valid_from = tests::badge_now - 10 * day_ms,
                        .valid_until = tests::badge_now - 8 * day_ms};
  CHECK(found(evidence_of(tests::list_text(issuer(), old)), rules) == Finding::not_revoked);
}

TEST_CASE("the newest word of the issuer dates what is known") {
  auto evidence = evidence_of(tests::list_text(issuer()));
  evidence.from.last_heard = tests::badge_now - minute_ms;
  CHECK(judge(evidence).facts.as_of == UnixTime{tests::badge_now.ms - minute_ms});
  evidence.from.last_heard = tests::badge_now - day_ms;
  CHECK(judge(evidence).facts.as_of == UnixTime{tests::badge_now.ms - hour_ms});
}

TEST_CASE("a list of somebody else counts only where it was allowed") {
  const auto other = TestParty::with_key(2);
  const auto list = tests::list_text(other);
  CHECK(found(evidence_of(list)) == Finding::status_list_unusable);
  auto rules = rules_of();
  rules.delegates = {other.did};
  CHECK(found(evidence_of(list), rules) == Finding::not_revoked);
}

TEST_CASE("a list that names another place cannot stand in") {
  const auto other = tests::list_text(issuer(), {.id = "https://library.example/status/2"});
  CHECK(found(evidence_of(other)) == Finding::status_list_unusable);
}

TEST_CASE("a list that was changed, is unsigned, or is none at all cannot be relied on") {
  auto text = tests::list_text(issuer());
  const auto at = text.find("\"ttl\":3600000");
  REQUIRE(at != std::string::npos);
  text.replace(at, 13, "\"ttl\":3600001");
  CHECK(found(evidence_of(text)) == Finding::status_list_unusable);
  CHECK(found(evidence_of("{}")) == Finding::status_list_unusable);
  CHECK(found(evidence_of("<html>")) == Finding::status_list_unusable);
  const auto badge = tests::issue(tests::sample_badge(issuer()), issuer());
  CHECK(found(evidence_of(std::string(badge.text()))) == Finding::status_list_unusable);
}

TEST_CASE("a list for another purpose, without the index, or of tomorrow cannot be relied on") {
  const auto list = tests::list_text(issuer());
  CHECK(found(evidence_of(list, 5, "suspension")) == Finding::status_list_unusable);
  CHECK(found(evidence_of(list, 131'072)) == Finding::status_list_unusable);
  CHECK(found(evidence_of(list, 131'071)) == Finding::not_revoked);
  const auto early = tests::list_text(issuer(), {.valid_from = tests::badge_now + hour_ms});
  CHECK(found(evidence_of(early)) == Finding::status_list_unusable);
}

TEST_CASE("a list that did not come is unknown, never clear") {
  auto evidence = evidence_of("{}");
  evidence.list = fail({"test.unavailable", ErrorKind::unavailable}, "");
  const auto findings = judge(evidence);
  CHECK(findings.checks.front().finding == Finding::status_unknown);
  CHECK(findings.facts.word == StatusWord::unknown);
}

TEST_CASE("what an earlier list revoked stays revoked, whatever came later") {
  auto evidence = evidence_of(tests::list_text(issuer()));
  evidence.from.revoked_before = list_of({4, 5});
  const auto findings = judge(evidence);
  CHECK(findings.checks.front().finding == Finding::revoked);
  CHECK(findings.facts.word == StatusWord::revoked);
  evidence.list = fail({"test.unavailable", ErrorKind::unavailable}, "");
  CHECK(found(evidence) == Finding::revoked);
  evidence.from.revoked_before = list_of({4});
  CHECK(found(evidence) == Finding::status_unknown);
  auto suspended =
      evidence_of(tests::list_text(issuer(), {.purposes = {"suspension"}}), 5, "suspension");
  suspended.from.revoked_before = list_of({5});
  CHECK(found(suspended) == Finding::not_revoked);
}

TEST_CASE("the signer of the list must be known first") {
  const auto web = TestParty::at_host("library.example", 3);
  auto rules = rules_of();
  rules.issuer = web.did;
  const auto answer = check_status(evidence_of(tests::list_text(web)), rules, {});
  REQUIRE(std::holds_alternative<did::Did>(answer));
}

TEST_CASE("of two facts the more careful one stands") {
  const StatusFacts clear{.word = StatusWord::not_revoked, .as_of = tests::badge_now};
  const StatusFacts older{.word = StatusWord::not_revoked, .as_of = tests::badge_issued};
  const StatusFacts revoked{.word = StatusWord::revoked};
  CHECK(more_careful(clear, revoked).word == StatusWord::revoked);
  CHECK(more_careful(revoked, clear).word == StatusWord::revoked);
  CHECK(more_careful(clear, older).as_of == tests::badge_issued);
  CHECK(more_careful({}, clear).word == StatusWord::not_revoked);
}
