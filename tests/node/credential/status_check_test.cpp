#include "node/credential/status_check.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "node/credential/status_credential.hpp"
#include "node/credential/status_facts.hpp"
#include "node/credential/token_status_list.hpp"
#include "tests/support/status_judge.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::found_in_list;
using tests::judge_list;
using tests::list_issuer;
using tests::list_rules;
using tests::ListOptions;
using tests::TestParty;

namespace {

ListEvidence evidence_of(const std::string& list, std::uint64_t index = 5,
                         std::string purpose = "revocation") {
  return {.url = std::string(tests::list_url),
          .entries = {{.purpose = std::move(purpose),
                       .index = index,
                       .list_url = std::string(tests::list_url)}},
          .list = open(list),
          .from = {.source = Source::gossip}};
}

StatusList list_of(std::initializer_list<std::uint64_t> places) {
  auto list = StatusList::make();
  for (const auto place : places) REQUIRE(list->set(place, true));
  return *list;
}

}  // namespace

TEST_CASE("a clear bit is not revoked, with the time of the list and where it came from") {
  const auto findings = judge_list(evidence_of(tests::list_text(list_issuer())));
  CHECK(findings.checks.front().finding == Finding::not_revoked);
  CHECK(findings.facts.word == StatusWord::not_revoked);
  CHECK(findings.facts.as_of == UnixTime{tests::badge_now.ms - hour_ms});
  CHECK(findings.facts.source == Source::gossip);
  CHECK(findings.facts.list_valid_until.has_value());
}

TEST_CASE("a set bit is what its purpose says") {
  const auto list = tests::list_text(
      list_issuer(), {.set = {5}, .purposes = {"revocation", "suspension", "refresh"}});
  CHECK(found_in_list(evidence_of(list)) == Finding::revoked);
  CHECK(found_in_list(evidence_of(list, 4)) == Finding::not_revoked);
  CHECK(found_in_list(evidence_of(list, 5, "suspension")) == Finding::suspended);
  CHECK(found_in_list(evidence_of(list, 5, "refresh")) == Finding::status_marked);
}

TEST_CASE("revoked stays revoked when the list is old, and clear becomes a warning") {
  const ListOptions old{.set = {5},
                        .valid_from = tests::badge_now - 9 * day_ms,
                        .valid_until = tests::badge_now - 8 * day_ms};
  CHECK(found_in_list(evidence_of(tests::list_text(list_issuer(), old))) == Finding::revoked);
  const auto clear = judge_list(evidence_of(tests::list_text(list_issuer(), old), 4));
  CHECK(clear.checks.front().finding == Finding::status_stale);
  CHECK(clear.checks.front().sentence.find("22 February 2026") != std::string::npos);
  CHECK(clear.facts.word == StatusWord::not_revoked);
}

TEST_CASE("the time that is asked about decides whether a list is old") {
  auto rules = list_rules();
  rules.time = tests::badge_now - 9 * day_ms;
  const ListOptions old{.valid_from = tests::badge_now - 10 * day_ms,
                        .valid_until = tests::badge_now - 8 * day_ms};
  CHECK(found_in_list(evidence_of(tests::list_text(list_issuer(), old)), rules) ==
        Finding::not_revoked);
}

TEST_CASE("the newest word of the issuer dates what is known") {
  auto evidence = evidence_of(tests::list_text(list_issuer()));
  evidence.from.last_heard = tests::badge_now - minute_ms;
  CHECK(judge_list(evidence).facts.as_of == UnixTime{tests::badge_now.ms - minute_ms});
  evidence.from.last_heard = tests::badge_now - day_ms;
  CHECK(judge_list(evidence).facts.as_of == UnixTime{tests::badge_now.ms - hour_ms});
}

TEST_CASE("a list of somebody else counts only where it was allowed") {
  const auto other = TestParty::with_key(2);
  const auto list = tests::list_text(other);
  CHECK(found_in_list(evidence_of(list)) == Finding::status_list_unusable);
  auto rules = list_rules();
  rules.delegates = {other.did};
  CHECK(found_in_list(evidence_of(list), rules) == Finding::not_revoked);
}

TEST_CASE("a list that names another place cannot stand in") {
  const auto other = tests::list_text(list_issuer(), {.id = "https://library.example/status/2"});
  CHECK(found_in_list(evidence_of(other)) == Finding::status_list_unusable);
}

TEST_CASE("a list that was changed, is unsigned, or is none at all cannot be relied on") {
  auto text = tests::list_text(list_issuer());
  const auto at = text.find("\"ttl\":3600000");
  REQUIRE(at != std::string::npos);
  text.replace(at, 13, "\"ttl\":3600001");
  CHECK(found_in_list(evidence_of(text)) == Finding::status_list_unusable);
  CHECK(found_in_list(evidence_of("{}")) == Finding::status_list_unusable);
  CHECK(found_in_list(evidence_of("<html>")) == Finding::status_list_unusable);
  const auto badge = tests::issue(tests::sample_badge(list_issuer()), list_issuer());
  CHECK(found_in_list(evidence_of(std::string(badge.text()))) == Finding::status_list_unusable);
}

TEST_CASE("a list for another purpose, without the index, or of tomorrow cannot be relied on") {
  const auto list = tests::list_text(list_issuer());
  CHECK(found_in_list(evidence_of(list, 5, "suspension")) == Finding::status_list_unusable);
  CHECK(found_in_list(evidence_of(list, 131'072)) == Finding::status_list_unusable);
  CHECK(found_in_list(evidence_of(list, 131'071)) == Finding::not_revoked);
  const auto early = tests::list_text(list_issuer(), {.valid_from = tests::badge_now + hour_ms});
  CHECK(found_in_list(evidence_of(early)) == Finding::status_list_unusable);
}

TEST_CASE("a list that did not come is unknown, never clear") {
  auto evidence = evidence_of("{}");
  evidence.list = fail({"test.unavailable", ErrorKind::unavailable}, "");
  const auto findings = judge_list(evidence);
  CHECK(findings.checks.front().finding == Finding::status_unknown);
  CHECK(findings.facts.word == StatusWord::unknown);
}

TEST_CASE("what an earlier list revoked stays revoked, whatever came later") {
  auto evidence = evidence_of(tests::list_text(list_issuer()));
  evidence.from.revoked_before = list_of({4, 5});
  const auto findings = judge_list(evidence);
  CHECK(findings.checks.front().finding == Finding::revoked);
  CHECK(findings.facts.word == StatusWord::revoked);
  evidence.list = fail({"test.unavailable", ErrorKind::unavailable}, "");
  CHECK(found_in_list(evidence) == Finding::revoked);
  evidence.from.revoked_before = list_of({4});
  CHECK(found_in_list(evidence) == Finding::status_unknown);
  auto suspended =
      evidence_of(tests::list_text(list_issuer(), {.purposes = {"suspension"}}), 5, "suspension");
  suspended.from.revoked_before = list_of({5});
  CHECK(found_in_list(suspended) == Finding::not_revoked);
}

TEST_CASE("what one of two stories revokes is revoked, and said to be contested") {
  auto evidence = evidence_of(tests::list_text(list_issuer()));
  evidence.from.revoked_before = list_of({5});
  const auto taken_back = judge_list(evidence).facts;
  CHECK(taken_back.word == StatusWord::revoked);
  CHECK(taken_back.issuer.has(Conflict::revocation_taken_back));
  evidence.from.issuer = {.liveness = Liveness::forked, .conflicts = {Conflict::forked}};
  for (const bool has_list : {true, false}) {
    if (!has_list) evidence.list = fail({"test.unavailable", ErrorKind::unavailable}, "");
    const auto findings = judge_list(evidence);
    CHECK(findings.checks.front().finding == Finding::revoked);
    CHECK(findings.facts.word == StatusWord::contested);
    CHECK(findings.facts.grade == Grade::d);
  }
}

TEST_CASE("a clear bit of a forked issuer is not contested, and no better than B") {
  auto evidence = evidence_of(tests::list_text(list_issuer()));
  evidence.from.last_heard = tests::badge_now;
  evidence.from.issuer.witnesses = {
      .agree = 2, .of = 2, .newest = tests::badge_now, .together = tests::badge_now};
  CHECK(judge_list(evidence).facts.grade == Grade::a);
  evidence.from.issuer.liveness = Liveness::forked;
  CHECK(judge_list(evidence).facts.grade == Grade::b);
  CHECK(judge_list(evidence).facts.word == StatusWord::not_revoked);
}

TEST_CASE("what ran out while a witness saw newer word of the issuer cannot be checked") {
  const ListOptions old{.set = {5},
                        .valid_from = tests::badge_now - 9 * day_ms,
                        .valid_until = tests::badge_now - 8 * day_ms};
  auto clear = evidence_of(tests::list_text(list_issuer(), old), 4);
  CHECK(found_in_list(clear) == Finding::status_stale);
  CHECK(judge_list(clear).facts.grade == Grade::d);
  clear.from.issuer = {.liveness = Liveness::silent,
                       .witnesses = {.agree = 2, .of = 2, .together = tests::badge_now}};
  CHECK(judge_list(clear).facts.grade == Grade::c);
  clear.from.issuer.conflicts = {Conflict::witness_ahead};
  CHECK(found_in_list(clear) == Finding::status_outdated);
  CHECK(judge_list(clear).facts.grade == Grade::d);
  auto revoked = evidence_of(tests::list_text(list_issuer(), old));
  revoked.from.issuer.conflicts = {Conflict::witness_ahead};
  CHECK(found_in_list(revoked) == Finding::revoked);
}

TEST_CASE("the facts name the list: its entry in the feed, its ttl and its digest") {
  auto evidence = evidence_of(tests::list_text(list_issuer()));
  evidence.from.place = FeedPlace{0, 41};
  evidence.sha256 = sha256(bytes_of("list"));
  const auto facts = judge_list(evidence).facts;
  CHECK(facts.list_place == FeedPlace{0, 41});
  CHECK(facts.list_ttl_ms == hour_ms);
  CHECK(facts.list_sha256 == evidence.sha256);
  CHECK(facts.grade == Grade::b);
}

TEST_CASE("the time at which enough witnesses saw nothing newer dates what is known") {
  auto evidence = evidence_of(tests::list_text(list_issuer()));
  evidence.from.issuer.witnesses.newest = tests::badge_now;
  CHECK(judge_list(evidence).facts.as_of == UnixTime{tests::badge_now.ms - hour_ms});
  evidence.from.issuer.witnesses.together = tests::badge_now - minute_ms;
  CHECK(judge_list(evidence).facts.as_of == UnixTime{tests::badge_now.ms - minute_ms});
}

TEST_CASE("the signer of the list must be known first") {
  const auto web = TestParty::at_host("library.example", 3);
  auto rules = list_rules();
  rules.issuer = web.did;
  const auto answer = check_status(evidence_of(tests::list_text(web)), rules, {});
  REQUIRE(std::holds_alternative<did::Did>(answer));
}

namespace {

ListEvidence evidence_for(StatusEntry entry, Result<Secured> list, Source source = Source::https) {
  return {.url = std::string(tests::list_url),
          .entries = {std::move(entry)},
          .list = std::move(list),
          .from = {.source = source}};
}

/// A bitstring list of entries of two bits, for messages.
std::string message_list(std::uint64_t index, std::uint64_t value) {
  auto list = StatusList::make().value();
  REQUIRE(list.set_value(index, 2, value).has_value());
  const auto unsecured = write_status_credential({.id = std::string(tests::list_url),
                                                  .issuer = list_issuer().did,
                                                  .purposes = {std::string(status_message)},
                                                  .list = list,
                                                  .valid_from = tests::badge_now - hour_ms});
  return std::string(tests::sign(unsecured.value(), list_issuer()).text());
}

StatusEntry message_entry() {
  return {.purpose = std::string(status_message),
          .index = 5,
          .list_url = std::string(tests::list_url),
          .size = 2,
          .messages = {{0, "in order"}, {1, "under review"}, {3, "replaced"}}};
}

struct TokenOptions {
  std::string url = std::string(tests::list_url);
  std::string issuer = {};
  std::string more = {};
  std::string type = std::string(status_token_type);
};

/// A Status List Token with this value at index 5, signed by `signer`.
std::string token_text(std::uint8_t value, const TestParty& signer, TokenOptions options = {}) {
  auto list = TokenStatusList::make(100, 4).value();
  REQUIRE(list.set(5, value).has_value());
  const auto iss = options.issuer.empty() ? signer.did : options.issuer;
  const auto claims = R"({"sub":")" + options.url + R"(","iss":")" + iss + R"(","iat":1772529120)" +
                      options.more + R"(,"status_list":{"bits":4,"lst":")" + list.encode() + "\"}}";
  return jose::sign_jws(bytes_of(claims), {.type = options.type, .key_id = signer.method},
                        *signer.signer)
      .value();
}

Finding found_token(const std::string& text, std::uint64_t index = 5) {
  const StatusEntry entry{.purpose = {},
                          .index = index,
                          .list_url = std::string(tests::list_url),
                          .kind = StatusKind::token};
  return found_in_list(evidence_for(entry, open_status_list(text, StatusKind::token)));
}

Finding found_in_ids(std::string_view text, Source source = Source::https,
                     const std::string& id = "urn:uuid:1") {
  const StatusEntry entry{.purpose = std::string(revocation),
                          .list_url = std::string(tests::list_url),
                          .kind = StatusKind::revocation_list};
  auto rules = list_rules();
  rules.credential_id = id;
  return found_in_list(
      evidence_for(entry, open_status_list(text, StatusKind::revocation_list), source), rules);
}

}  // namespace

TEST_CASE("an entry of several bits says what its message says") {
  const auto judged = [](std::uint64_t value) {
    return judge_list(evidence_for(message_entry(), open(message_list(5, value)))).checks.front();
  };
  CHECK(judged(0).finding == Finding::not_revoked);
  CHECK(judged(0).detail == "in order");
  CHECK(judged(1).finding == Finding::status_message);
  CHECK(judged(1).sentence.find("under review") != std::string::npos);
  CHECK(judged(3).finding == Finding::status_message);
  CHECK(judged(2).finding == Finding::status_list_unusable);
}

TEST_CASE("a wide entry for revocation revokes by any value but 0") {
  auto entry = message_entry();
  entry.purpose = revocation;
  auto list = StatusList::make().value();
  REQUIRE(list.set_value(5, 2, 1).has_value());
  const auto unsecured = write_status_credential({.id = std::string(tests::list_url),
                                                  .issuer = list_issuer().did,
                                                  .purposes = {std::string(revocation)},
                                                  .list = list});
  const auto text = tests::sign(unsecured.value(), list_issuer());
  CHECK(found_in_list(evidence_for(entry, open(text.text()))) == Finding::revoked);
  entry.index = 4;
  CHECK(found_in_list(evidence_for(entry, open(text.text()))) == Finding::not_revoked);
  entry.index = status_entries_min / 2;
  CHECK(found_in_list(evidence_for(entry, open(text.text()))) == Finding::status_list_unusable);
}

TEST_CASE("a StatusList2021 is read for an entry of its kind, and for no other") {
  auto list = StatusList::make().value();
  REQUIRE(list.set(5, true).has_value());
  const auto unsecured = tests::parse_json(
      R"({"@context":["https://www.w3.org/2018/credentials/v1"],"id":")" +
      std::string(tests::list_url) +
      R"(","type":["VerifiableCredential","StatusList2021Credential"],"issuer":")" +
      list_issuer().did +
      R"(","issuanceDate":"2026-03-03T09:00:00Z","credentialSubject":{"type":"StatusList2021",)"
      R"("statusPurpose":"revocation","encodedList":")" +
      list.encode().substr(1) + "\"}}");
  const auto text = tests::sign(unsecured, list_issuer());
  StatusEntry entry{.purpose = std::string(revocation),
                    .index = 5,
                    .list_url = std::string(tests::list_url),
                    .kind = StatusKind::list_2021};
  CHECK(found_in_list(evidence_for(entry, open(text.text()))) == Finding::revoked);
  entry.index = 6;
  CHECK(found_in_list(evidence_for(entry, open(text.text()))) == Finding::not_revoked);
  entry.kind = StatusKind::bitstring;
  CHECK(found_in_list(evidence_for(entry, open(text.text()))) == Finding::status_list_unusable);
}

TEST_CASE("a status list token says whether it is valid, withdrawn, suspended or something else") {
  CHECK(found_token(token_text(0, list_issuer())) == Finding::not_revoked);
  CHECK(found_token(token_text(1, list_issuer())) == Finding::revoked);
  CHECK(found_token(token_text(2, list_issuer())) == Finding::suspended);
  CHECK(found_token(token_text(12, list_issuer())) == Finding::status_marked);
  CHECK(found_token(token_text(0, list_issuer()), 100) == Finding::status_list_unusable);
}

TEST_CASE("a token that has run out is stale where it says nothing, and still revokes") {
  const TokenOptions run_out{.more = R"(,"exp":1772532700)"};
  CHECK(found_token(token_text(0, list_issuer(), run_out)) == Finding::status_stale);
  CHECK(found_token(token_text(1, list_issuer(), run_out)) == Finding::revoked);
}

TEST_CASE("a token of somebody else, of another place, time or type is not relied on") {
  const auto other = TestParty::with_key(9);
  CHECK(found_token(token_text(0, other)) == Finding::status_list_unusable);
  CHECK(found_token(token_text(0, other, {.issuer = list_issuer().did})) ==
        Finding::status_list_unusable);
  CHECK(found_token(token_text(0, list_issuer(), {.url = "https://library.example/status/2"})) ==
        Finding::status_list_unusable);
  CHECK(found_token(token_text(0, list_issuer(), {.type = "JWT"})) ==
        Finding::status_list_unusable);
  auto forged = token_text(1, list_issuer());
  forged.replace(
      forged.find('.'), forged.rfind('.') - forged.find('.'),
      token_text(0, list_issuer()).substr(forged.find('.'), forged.rfind('.') - forged.find('.')));
  CHECK(found_token(forged) == Finding::status_list_unusable);
}

TEST_CASE("a list of revoked ids counts where it came from its URL, and is the issuer's") {
  const std::string list =
      R"({"issuer":")" + list_issuer().did + R"(","revokedCredentials":["urn:uuid:1"]})";
  CHECK(found_in_ids(list) == Finding::revoked);
  CHECK(found_in_ids(list, Source::documents) == Finding::revoked);
  CHECK(found_in_ids(list, Source::https, "urn:uuid:2") == Finding::not_revoked);
  CHECK(found_in_ids(list, Source::gossip) == Finding::status_list_unusable);
  CHECK(found_in_ids(list, Source::https, "") == Finding::status_list_unusable);
  CHECK(found_in_ids(R"({"issuer":"did:x:y","revokedCredentials":[]})") ==
        Finding::status_list_unusable);
  CHECK(found_in_ids("{}") == Finding::status_list_unusable);
  CHECK(found_in_ids(R"({"revokedCredentials":[]})") == Finding::not_revoked);
}
