#include "node/actions/change_status.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/verify_badge.hpp"
#include "node/records/badges.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

credential::Verdict verify(TestNode& node, std::string_view text) {
  credential::Verification verification(text, {.now = node.clock.now()});
  return run_task(verify_badge(std::move(verification), node.evidence, node.clock));
}

Result<void> change(TestNode& node, const json::Document& badge, StatusAction action) {
  return run_task(change_status(node.ports, {tests::id_of(badge), action, "why not"}));
}

}  // namespace

TEST_CASE("a revoked badge is not genuine, and stays revoked") {
  TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  REQUIRE(change(library, badge, StatusAction::revoke));
  CHECK(verify(library, badge.text()).code() == "badge.revoked");
  CHECK(change(library, badge, StatusAction::revoke).error().code == already_so);
  CHECK(change(library, badge, StatusAction::reinstate).error().code == irreversible);
  CHECK(change(library, badge, StatusAction::suspend).error().code == irreversible);
}

TEST_CASE("a suspended badge can be given back") {
  TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  REQUIRE(change(library, badge, StatusAction::suspend));
  CHECK(verify(library, badge.text()).code() == "badge.suspended");
  CHECK(change(library, badge, StatusAction::suspend).error().code == already_so);
  REQUIRE(change(library, badge, StatusAction::reinstate));
  CHECK(verify(library, badge.text()).outcome == credential::Outcome::genuine);
  CHECK(change(library, badge, StatusAction::reinstate).error().code == already_so);
}

TEST_CASE("revoking one badge leaves the others as they were") {
  TestNode library("library.example");
  const auto definition = library.define("Taalmaatje");
  const auto one = library.award(definition);
  const auto other = library.award(definition);
  REQUIRE(change(library, one, StatusAction::revoke));
  CHECK(verify(library, other.text()).outcome == credential::Outcome::genuine);
}

TEST_CASE("a status change is on our feed and survives a restart, with its reason") {
  TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  const auto before = library.memory.records.feeds.head(library.self.feed)->seq;
  REQUIRE(change(library, badge, StatusAction::revoke));
  CHECK(library.memory.records.feeds.head(library.self.feed)->seq == before + 1);
  library.memory.restart();
  const auto kept = records::find_badge(library.memory.store, tests::id_of(badge));
  const auto standing = standing_of(library.memory.records, **kept);
  REQUIRE(standing);
  CHECK(standing->word == "revoked");
  CHECK(standing->reason == "why not");
  CHECK(standing->since == library.clock.now());
}

TEST_CASE("who is told that a badge is revoked already can rely on it") {
  TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  boost::asio::io_context context;
  std::vector<std::string> answers;
  const auto revoke = [&](std::string who) -> Task<void> {  // outlives the tasks
    const auto done = co_await change_status(library.ports, {.badge_id = tests::id_of(badge)});
    const std::string word = done ? "done" : std::string(done.error().code.name);
    // Nothing is answered before the list that everybody reads shows it.
    answers.push_back(who + ": " + word + ", " + std::string(verify(library, badge.text()).code()));
  };
  tests::begin_watched(context, revoke("first"));
  tests::begin_watched(context, revoke("second"));
  context.run();
  CHECK(answers == std::vector<std::string>{"first: done, badge.revoked",
                                            "second: badge.already_so, badge.revoked"});
}

TEST_CASE("a badge that is not ours, and a reason without end, are refused") {
  TestNode library("library.example");
  const auto unknown = run_task(change_status(library.ports, {.badge_id = "urn:uuid:nobody"}));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == no_badge);
  const auto badge = library.award(library.define("Taalmaatje"));
  StatusOrder order{.badge_id = tests::id_of(badge), .reason = std::string(1001, 'x')};
  CHECK(run_task(change_status(library.ports, order)).error().code == long_reason);
}

}  // namespace waarmerk::node::actions
