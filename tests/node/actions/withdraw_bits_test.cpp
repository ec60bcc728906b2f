#include "node/actions/withdraw_bits.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/recognise.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/feed/statement.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

did::Did did(const std::string& text) { return did::Did::parse(text).value(); }

Recognised say(TestNode& node, const std::string& trustee, const trust::Scope& scope) {
  auto done = run_task(recognise(node.ports, {.trustee = did(trustee), .terms = {.scope = scope}}));
  REQUIRE(done);
  return *done;
}

/// Whether the list that it names shows that it was withdrawn.
bool shows(const TestNode& node, const Recognised& said) {
  const auto read = credential::read_credential(said.credential);
  const auto place = credential::read_status_entry(read->statuses.front(), "$");
  const auto* list = node.memory.records.statuses.find(place->list_url);
  return node.memory.records.statuses.is_set(
      {list->number, static_cast<std::uint32_t>(place->index)});
}

}  // namespace

TEST_CASE("what is withdrawn by its hash ends on the feed and in its list, and nothing else does") {
  TestNode school("school.example");
  const auto said = say(school, "did:web:town.example", trust::any_scope());
  const auto other = say(school, "did:web:other.example", trust::any_scope());
  const auto done = run_task(withdraw_bits(school.ports, {.hash = said.hash, .reason = "Closed."}));
  REQUIRE(done);
  CHECK(*done == std::vector{said.hash});
  CHECK(shows(school, said));
  CHECK_FALSE(shows(school, other));
  CHECK(school.memory.records.feeds.head(school.self.feed)->type == feed::EntryType::trust_end);
  const auto kept = *records::find_trust(school.memory.store, {school.self.feed, said.hash});
  CHECK(kept->reason == "Closed.");
  CHECK(run_task(withdraw_bits(school.ports, {.hash = said.hash})).error().code == no_trust);
}

TEST_CASE("all that is said of one organisation is withdrawn by its DID") {
  TestNode school("school.example");
  const trust::Scope sewing{.values = {{trust::Dimension::skill, {"sewing"}}}};
  const auto first = say(school, "did:web:town.example", trust::any_scope());
  const auto second = say(school, "did:web:town.example", sewing);
  const auto other = say(school, "did:web:other.example", sewing);
  const auto done =
      run_task(withdraw_bits(school.ports, {.about = did("did:web:TOWN.example"), .reason = "x"}));
  REQUIRE(done);
  CHECK(done->size() == 2);
  CHECK(shows(school, first));
  CHECK(shows(school, second));
  CHECK_FALSE(shows(school, other));
  CHECK(
      run_task(withdraw_bits(school.ports, {.about = did("did:web:town.example")})).error().code ==
      no_trust);
}

TEST_CASE("a withdrawal that came half-way is finished by saying it again") {
  TestNode school("school.example");
  const auto said = say(school, "did:web:town.example", trust::any_scope());
  REQUIRE(run_task(withdraw_bits(school.ports, {.hash = said.hash, .reason = "x"})));
  const auto again = say(school, "did:web:town.example", trust::any_scope());
  const auto read = credential::read_credential(again.credential);
  const auto place = credential::read_status_entry(read->statuses.front(), "$");
  const auto* list = school.memory.records.statuses.find(place->list_url);
  // Its list knows, its feed does not yet.
  REQUIRE(school.memory.records.statuses.set(
      {list->number, static_cast<std::uint32_t>(place->index)}, {true, school.clock.now(), "x"}));
  CHECK(run_task(withdraw_bits(school.ports, {.hash = again.hash, .reason = "x"})));
}

TEST_CASE("what is replaced by a later one shows it in its list, and nothing else does") {
  TestNode school("school.example");
  const trust::Scope sewing{.values = {{trust::Dimension::skill, {"sewing"}}}};
  const auto first = say(school, "did:web:town.example", trust::any_scope());
  const auto of_another_scope = say(school, "did:web:town.example", sewing);
  const auto of_another = say(school, "did:web:other.example", trust::any_scope());
  CHECK_FALSE(shows(school, first));
  const auto second = say(school, "did:web:town.example", trust::any_scope());
  CHECK(shows(school, first));
  CHECK_FALSE(shows(school, of_another_scope));
  CHECK_FALSE(shows(school, of_another));
  CHECK_FALSE(shows(school, second));
  CHECK(bits_given(school.ports)->front().state == BitState::stands);
  CHECK(school.memory.records.feeds.head(school.self.feed)->type == feed::EntryType::status);
  // What is over needs no mark.
  school.clock.advance(recognition_ms);
  say(school, "did:web:town.example", trust::any_scope());
  CHECK_FALSE(shows(school, second));
}

TEST_CASE("a reason that is too long changes nothing") {
  TestNode school("school.example");
  const auto said = say(school, "did:web:town.example", trust::any_scope());
  const auto head = *school.memory.records.feeds.head(school.self.feed);
  const auto done =
      run_task(withdraw_bits(school.ports, {.hash = said.hash, .reason = std::string(1001, 'x')}));
  CHECK(done.error().code == feed::bad_payload);
  CHECK_FALSE(shows(school, said));
  CHECK(*school.memory.records.feeds.head(school.self.feed) == head);
}

TEST_CASE("who follows the feed sees the end, and reads it in the list too") {
  TestNode school("school.example", 1);
  TestNode town("town.example", 2);
  const auto said = say(school, town.self.did.text(), trust::any_scope());
  REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(school))));
  const auto verdict = [&] {
    credential::Verification verification(said.credential, {.now = town.clock.now()});
    return run_task(verify_badge(std::move(verification), town.evidence, town.clock));
  };
  CHECK(credential::is_accepted(verdict().outcome));
  CHECK(bits_received(town.ports)->front().state == BitState::stands);
  REQUIRE(run_task(withdraw_bits(school.ports, {.hash = said.hash, .reason = "x"})));
  const auto seen = town.memory.records.feeds.head(school.self.feed)->seq;
  REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(school, seen))));
  CHECK(bits_received(town.ports)->front().state == BitState::ended);
  CHECK(verdict().finding == credential::Finding::revoked);
}

}  // namespace waarmerk::node::actions
