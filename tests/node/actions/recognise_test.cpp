#include "node/actions/recognise.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "node/actions/accept_entries.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/endorsement_rules.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

did::Did did(const std::string& text) { return did::Did::parse(text).value(); }

Recognition of_town() {
  return {.trustee = did("did:web:town.example"), .terms = {.scope = trust::any_scope()}};
}

ErrorCode refusal(TestNode& node, Recognition wish) {
  const auto done = run_task(recognise(node.ports, std::move(wish)));
  REQUIRE_FALSE(done);
  return done.error().code;
}

std::uint64_t length_of(const TestNode& node) {
  return node.memory.records.feeds.head(node.self.feed)->seq;
}

}  // namespace

TEST_CASE("a recognition is signed, published, and says what was asked for a year") {
  TestNode school("school.example");
  auto wish = of_town();
  wish.comment = "We visited them.";
  const auto done = run_task(recognise(school.ports, wish));
  REQUIRE(done);
  const auto head = *school.memory.records.feeds.head(school.self.feed);
  CHECK(head.type == feed::EntryType::trust);
  CHECK(head.payload_hash == done->hash);
  const auto read = credential::read_credential(done->credential);
  REQUIRE(read);
  CHECK(credential::check_endorsement({done->credential.root(), "$"}, {}));
  const auto said = trust::read_endorsement(*read);
  REQUIRE(said);
  CHECK(said->truster == school.self.did);
  CHECK(said->trustee.text() == "did:web:town.example");
  CHECK(said->amount == 120);
  CHECK(said->kind == trust::Kind::issue);
  CHECK(said->scope.any);
  CHECK(said->comment == "We visited them.");
  CHECK(said->name == school.self.name + " recognises did:web:town.example");
  CHECK(said->until - said->from == recognition_ms);
  REQUIRE(read->statuses.size() == 1);
  const auto place = credential::read_status_entry(read->statuses.front(), "$");
  CHECK(place->purpose == "revocation");
  CHECK(school.memory.records.statuses.find(place->list_url)->version > 0);
}

TEST_CASE("in the words of W3C it is the same bit, to us and to whoever follows our feed") {
  TestNode school("school.example", 1);
  TestNode town("town.example", 2);
  auto wish = of_town();
  wish.form = trust::StatementForm::recognized_entity;
  wish.comment = "We visited them.";
  const auto done = run_task(recognise(school.ports, wish));
  REQUIRE(done);
  CHECK(credential::read_credential(done->credential)->has_type("RecognizedEntityCredential"));
  REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(school))));
  for (const auto& bits : {bits_given(school.ports), bits_received(town.ports)}) {
    REQUIRE(bits);
    REQUIRE(bits->size() == 1);
    CHECK(bits->front().state == BitState::stands);
    CHECK(bits->front().form == trust::StatementForm::recognized_entity);
    CHECK(bits->front().said->amount == 120);
    CHECK(bits->front().said->scope.any);
    CHECK(bits->front().said->comment == "We visited them.");
  }
}

TEST_CASE("who holds a recognition in the words of W3C verifies it without asking anybody") {
  TestNode school("school.example", 1);
  TestNode town("town.example", 2);
  auto wish = of_town();
  wish.form = trust::StatementForm::recognized_entity;
  const auto said = run_task(recognise(school.ports, wish));
  REQUIRE(said);
  const auto judged = [&](const std::string& text) {
    credential::Verification verification(text, {.now = town.clock.now()});
    auto verdict = run_task(verify_badge(std::move(verification), town.evidence, town.clock));
    CHECK(town.fetcher.asked().empty());
    return verdict;
  };
  REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(school))));
  const std::string text(said->credential.text());
  CHECK(judged(text).accepted());
  auto changed = text;
  const std::string word = R"("action":"issue")";
  changed.replace(changed.find(word), word.size(), R"("action":"verify")");
  CHECK(judged(changed).finding == credential::Finding::bad_signature);

  // Said anew, in other words, it takes the place of what was said.
  const auto before = length_of(school);
  school.clock.advance(minute_ms);
  town.clock.advance(minute_ms);
  REQUIRE(run_task(recognise(school.ports, of_town())));
  CHECK(bits_given(school.ports)->back().state == BitState::replaced);
  REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(school, before))));
  CHECK(judged(text).finding == credential::Finding::revoked);
}

TEST_CASE("a plain endorsement needs no scope") {
  TestNode school("school.example");
  const auto done =
      run_task(recognise(school.ports, {.trustee = did("did:web:town.example"), .is_plain = true}));
  REQUIRE(done);
  CHECK(bits_given(school.ports)->front().said->is_plain);
}

TEST_CASE("what is refused leaves no entry, and takes no place in a list") {
  TestNode school("school.example");
  const auto before = length_of(school);
  const auto taken = school.memory.records.statuses.lists().front().taken_count;
  auto wish = of_town();
  wish.terms.scope = {};
  CHECK(refusal(school, wish) == no_scope);
  wish = of_town();
  wish.terms.amount = 65;
  CHECK(refusal(school, wish) == trust::bad_bit);
  wish = of_town();
  wish.terms.depth = 1;  // and only to issue
  CHECK(refusal(school, wish) == trust::bad_bit);
  wish = of_town();
  wish.until = school.clock.now();
  CHECK(refusal(school, wish) == trust::bad_bit);
  wish = of_town();
  wish.trustee = school.self.did;
  CHECK(refusal(school, wish) == own_bit);
  CHECK(length_of(school) == before);
  CHECK(school.memory.records.statuses.lists().front().taken_count == taken);
}

TEST_CASE("nothing is said of a DID that may be a person's, until its feed is known") {
  TestNode school("school.example");
  auto wish = of_town();
  wish.trustee = did(tests::someone);
  CHECK(refusal(school, wish) == perhaps_person);
  wish.is_plain = true;
  CHECK(refusal(school, wish) == perhaps_person);

  TestNode amira("amira.example", 2);
  wish = of_town();
  wish.trustee = amira.self.did;
  Award award{.achievement_id = school.define("Host"), .subject_id = amira.self.did.text()};
  REQUIRE(run_task(award_badge(school.ports, award)));
  CHECK(refusal(school, wish) == perhaps_person);
  REQUIRE(run_task(accept_entries(school.ports, tests::entries_of(amira))));
  CHECK(run_task(recognise(school.ports, wish)));
}

TEST_CASE("who closed its feed recognises nobody") {
  TestNode school("school.example");
  REQUIRE(run_task(close_feed(school.ports, {school.self.did.text(), ""})));
  CHECK(refusal(school, of_town()) == feed::ended);
}

}  // namespace waarmerk::node::actions
