#include "node/actions/say_of_feed.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/keep_statement.hpp"
#include "node/credential/issuance.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/records/endings.hpp"
#include "node/records/trust_bits.hpp"
#include "node/records/trusts.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

const auto town = did::Did::parse("did:web:town.example").value();

Result<void> close(TestNode& school, const std::string& reason = "It closed.") {
  return run_task(close_feed(school.ports, {school.self.did.text(), reason}));
}

feed::Header head_of(const TestNode& node) {
  return *node.memory.records.feeds.head(node.self.feed);
}

}  // namespace

TEST_CASE("a feed is closed by its last entry, behind lists that are new") {
  TestNode school("school.example");
  const auto before = head_of(school).seq;
  school.clock.advance(hour_ms);
  REQUIRE(close(school));
  const auto head = head_of(school);
  CHECK(head.type == feed::EntryType::close);
  CHECK(head.has(feed::flag_end_of_feed));
  CHECK(head.seq == before + 3);  // two lists, and the end
  const auto kept = *records::find_closing(school.memory.store, school.self.feed);
  REQUIRE(kept);
  CHECK(kept->reason == "It closed.");
  CHECK(kept->said.seq == head.seq);
}

TEST_CASE("only who names the organisation closes its feed, and only once") {
  TestNode school("school.example");
  CHECK(run_task(close_feed(school.ports, {"did:web:other.example", ""})).error().code ==
        wrong_self);
  CHECK(close(school, std::string(1001, 'x')).error().code == feed::bad_payload);
  CHECK_FALSE(head_of(school).has(feed::flag_end_of_feed));
  REQUIRE(close(school));
  CHECK(close(school).error().code == feed::ended);
}

TEST_CASE(
    "a closed organisation publishes, awards and revokes nothing more, and fails at nothing") {
  TestNode school("school.example");
  const auto definition = school.define("Taalmaatje");
  const auto badge = school.award(definition);
  REQUIRE(close(school));
  const auto head = head_of(school);
  Award award{.achievement_id = definition, .subject_id = tests::someone};
  CHECK(run_task(award_badge(school.ports, award)).error().code == feed::ended);
  CHECK(run_task(issue_credential(school.ports, badge)).error().code == feed::ended);
  CHECK(run_task(change_status(school.ports, {.badge_id = tests::id_of(badge)})).error().code ==
        feed::ended);
  school.clock.advance(5 * day_ms);
  CHECK(run_task(keep_current(school.ports)));
  CHECK(head_of(school) == head);
}

TEST_CASE("a custodian is appointed from a time on, with the word of others") {
  TestNode school("school.example", 1);
  const TestNode province("province.example", 3);
  const auto from = school.clock.now() + day_ms;
  const feed::Succession wanted{.to = feed::feed_id_of(town), .from = from};
  const auto given = countersign_appointment(province.ports, school.self.feed, wanted);
  REQUIRE(given);
  CHECK(feed::holds(*given, school.self.feed, wanted, province.feed_signer->public_key()));
  REQUIRE(run_task(appoint_custodian(school.ports, {town, from, {*given}})));
  CHECK(head_of(school).type == feed::EntryType::succession);
  CHECK(head_of(school).has(feed::flag_urgent));
  const auto kept = *records::find_appointment(school.memory.store, school.self.feed);
  REQUIRE(kept);
  CHECK(kept->succession.to == feed::feed_id_of(town));
  CHECK(kept->succession.from == from);
  CHECK(kept->succession.countersign.front() == *given);
}

TEST_CASE("nobody appoints himself, and nobody who closed appoints") {
  TestNode school("school.example");
  const auto appoint = [&](const did::Did& did) {
    return run_task(appoint_custodian(school.ports, {did}));
  };
  CHECK(appoint(school.self.did).error().code == own_custodian);
  CHECK(appoint(town)->from == school.clock.now());
  REQUIRE(close(school));
  CHECK(appoint(town).error().code == feed::ended);
}

namespace {

/// An endorsement of the town, signed by `by` with `type` as its type.
json::Document endorsement(const TestNode& by, const std::string& type = "EndorsementCredential",
                           const std::string& issuer = {}) {
  const auto unsecured = json::parse(
      R"({"@context":["https://www.w3.org/ns/credentials/v2",)"
      R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:1",)"
      R"("type":["VerifiableCredential",")" +
      type + R"("],"name":"Trust","issuer":")" + (issuer.empty() ? by.self.did.text() : issuer) +
      R"(","validFrom":"2026-03-01T00:00:00Z",)"
      R"("credentialSubject":{"id":"did:web:town.example","type":["EndorsementSubject"]}})");
  REQUIRE(unsecured);
  auto secured = credential::secure(
      *unsecured, {.verification_method = by.self.issuing_method, .created = by.clock.now()},
      by.self.issuing);
  REQUIRE(secured);
  return *secured;
}

}  // namespace

TEST_CASE("a trust is published with our signature, and ended once") {
  TestNode school("school.example");
  const auto hash = run_task(publish_trust(school.ports, endorsement(school)));
  REQUIRE(hash);
  CHECK(head_of(school).type == feed::EntryType::trust);
  CHECK(head_of(school).payload_hash == *hash);
  const auto kept = *records::find_trust(school.memory.store, {school.self.feed, *hash});
  REQUIRE(kept);
  CHECK(kept->about == "did:web:town.example");
  REQUIRE(run_task(end_trust(school.ports, *hash, "They moved.")));
  CHECK(head_of(school).type == feed::EntryType::trust_end);
  CHECK((*records::find_trust(school.memory.store, {school.self.feed, *hash}))->ended ==
        school.clock.now());
  CHECK(run_task(end_trust(school.ports, *hash, "")).error().code == no_trust);
  CHECK(run_task(end_trust(school.ports, sha256(Bytes{}), "")).error().code == no_trust);
}

TEST_CASE("what we did not sign, or is no endorsement, is not published as our trust") {
  TestNode school("school.example", 1);
  const TestNode other("other.example", 2);
  const TestNode thief("school.example", 66);
  const auto head = head_of(school);
  const auto code = [&](const json::Document& document) {
    return run_task(publish_trust(school.ports, document)).error().code;
  };
  CHECK(code(endorsement(other)) == foreign_trust);
  CHECK(code(endorsement(thief)) == foreign_trust);
  CHECK(code(endorsement(school, "AchievementCredential")) == foreign_trust);
  CHECK(code(endorsement(school, "EndorsementCredential", "did:web:other.example")) ==
        foreign_trust);
  CHECK(head_of(school) == head);
}

TEST_CASE("a recognition in W3C's own words is published, and counts for who follows the feed") {
  TestNode school("school.example", 1);
  TestNode employer("employer.example", 2);
  const auto publish = [&](const std::string& more) {
    const auto unsecured = json::parse(
        R"({"@context":["https://www.w3.org/ns/credentials/v2",)"
        R"("https://www.w3.org/ns/credentials/examples/v2"],)"
        R"("id":"urn:uuid:2","type":["VerifiableCredential","RecognizedEntityCredential"],)"
        R"("issuer":)"
        R"({"id":"did:web:school.example","type":"RecognizedIssuer"},)"
        R"("validFrom":"2026-03-01T00:00:00Z","credentialSubject":[{"id":"did:web:town.example",)"
        R"("type":"RecognizedEntity","recognizedTo":{"type":"RecognizedAction","action":"issue")" +
        more + "}}]}");
    REQUIRE(unsecured);
    const auto secured = credential::secure(
        *unsecured,
        {.verification_method = school.self.issuing_method, .created = school.clock.now()},
        school.self.issuing);
    REQUIRE(secured);
    REQUIRE(run_task(publish_trust(school.ports, *secured)));
    return trust::Place{head_of(school).epoch, head_of(school).seq};
  };
  const auto whole = publish("");
  const auto narrow =
      publish(R"(,"outputValidation":{"id":"https://school.example/1.json","type":"JsonSchema"})");
  REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(school))));
  const auto bit_at = [&](const trust::Place& place) {
    return *records::find_trust_bit(employer.memory.store, {school.self.feed, place});
  };
  REQUIRE(bit_at(whole));
  CHECK(bit_at(whole)->amount == trust::full_amount);
  CHECK(bit_at(whole)->scope.any);
  CHECK_FALSE(bit_at(whole)->is_plain);
  REQUIRE(bit_at(narrow));
  CHECK(bit_at(narrow)->is_plain);
}

TEST_CASE("who follows a feed keeps a trust that holds, and what is void has no effect") {
  TestNode school("school.example", 1);
  TestNode employer("employer.example", 2);
  REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(school))));
  const auto judge = make_judge(employer.memory.records);
  const auto judged = [&](const json::Document& document) {
    feed::Header header{
        .type = feed::EntryType::trust, .feed = school.self.feed, .ts = school.clock.now()};
    return judge(header, bytes_of(document.text()), *feed::feed_keys_of(school.self.document))
        .has_value();
  };
  CHECK(judged(endorsement(school)));
  CHECK_FALSE(judged(endorsement(TestNode("school.example", 66))));
  const auto payload = to_bytes(bytes_of(endorsement(school).text()));
  const auto entry = tests::next_entry(school, feed::EntryType::trust, payload);
  auto store = tests::only(entry);
  REQUIRE(run_task(accept_entries(employer.ports, store)));
  const records::TrustName name{school.self.feed, sha256(payload)};
  CHECK(*records::find_trust(employer.memory.store, name));
}

}  // namespace waarmerk::node::actions
