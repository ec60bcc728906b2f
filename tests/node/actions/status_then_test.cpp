// What a node's store says of a badge at a time that is over.
#include <doctest/doctest.h>

#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/stored_places.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/badges.hpp"
#include "node/records/status_log.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// A library whose badge lives through some days, and an employer who follows it.
struct Scene {
  Scene() { show(); }

  void show() {
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library, shown))));
    shown = library.memory.records.feeds.head(library.self.feed)->seq;
  }
  void pass_day() {
    library.clock.advance(day_ms);
    employer.clock.advance(day_ms);
  }
  UnixTime change(StatusAction action) {
    REQUIRE(run_task(change_status(library.ports, {tests::id_of(badge), action})));
    show();
    return library.clock.now();
  }
  /// What `node` says of the badge at `as_of`.
  std::string at(TestNode& node, UnixTime as_of) {
    credential::Verification verification(badge.text(), {.now = node.clock.now(), .as_of = as_of});
    const auto verdict = run_task(verify_badge(std::move(verification), node.evidence, node.clock));
    CHECK(node.fetcher.asked().empty());
    return std::string(verdict.code());
  }
  std::string at(UnixTime as_of) { return at(employer, as_of); }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
  json::Document badge = library.award(library.define("Taalmaatje"));
  std::uint64_t shown = 0;
};

}  // namespace

TEST_CASE("a badge that was revoked later was genuine before") {
  Scene scene;
  const auto before = scene.library.clock.now() + hour_ms;
  scene.pass_day();
  const auto revoked = scene.change(StatusAction::revoke);
  scene.pass_day();
  CHECK(scene.at(before) == "badge.genuine");
  CHECK(scene.at(revoked - hour_ms) == "badge.genuine");
  CHECK(scene.at(revoked + hour_ms) == "badge.revoked");
  CHECK(scene.at(scene.library, before) == "badge.genuine");
  CHECK(scene.at(scene.library, revoked + hour_ms) == "badge.revoked");
}

TEST_CASE("a badge was suspended between its suspension and its reinstatement") {
  Scene scene;
  scene.pass_day();
  const auto suspended = scene.change(StatusAction::suspend);
  scene.pass_day();
  const auto reinstated = scene.change(StatusAction::reinstate);
  scene.pass_day();
  for (auto* node : {&scene.employer, &scene.library}) {
    CHECK(scene.at(*node, suspended - hour_ms) == "badge.genuine");
    CHECK(scene.at(*node, suspended + hour_ms) == "badge.suspended");
    CHECK(scene.at(*node, reinstated - hour_ms) == "badge.suspended");
    CHECK(scene.at(*node, reinstated + hour_ms) == "badge.genuine");
  }
}

TEST_CASE("a badge whose status is in a token lives through the same") {
  Scene scene;
  auto& library = scene.library;
  const std::string id = "urn:uuid:1f0f3c1e-0000-4000-8000-000000000001";
  auto awarded = run_task(award_badge(library.ports, {.id = id,
                                                      .achievement_id = library.define("Taal"),
                                                      .subject_id = tests::someone,
                                                      .form = "dc+sd-jwt"}));
  REQUIRE(awarded);
  scene.badge = *awarded;
  scene.show();
  const auto change = [&](StatusAction action) {
    scene.pass_day();
    REQUIRE(run_task(change_status(library.ports, {id, action})));
    scene.show();
    return library.clock.now();
  };
  const auto suspended = change(StatusAction::suspend);
  const auto reinstated = change(StatusAction::reinstate);
  const auto revoked = change(StatusAction::revoke);
  scene.pass_day();
  for (auto* node : {&scene.employer, &library}) {
    CHECK(scene.at(*node, suspended - hour_ms) == "badge.genuine");
    CHECK(scene.at(*node, suspended + hour_ms) == "badge.suspended");
    CHECK(scene.at(*node, reinstated + hour_ms) == "badge.genuine");
    CHECK(scene.at(*node, revoked + hour_ms) == "badge.revoked");
    CHECK(scene.at(*node, node->clock.now()) == "badge.revoked");
  }
}

TEST_CASE("two changes in one second are both remembered") {
  Scene scene;
  scene.pass_day();
  scene.change(StatusAction::suspend);
  scene.change(StatusAction::reinstate);
  const auto last = scene.change(StatusAction::suspend);
  scene.pass_day();
  CHECK(scene.at(last - hour_ms) == "badge.genuine");
  CHECK(scene.at(last + hour_ms) == "badge.suspended");
}

TEST_CASE("before the list was known nobody can tell") {
  Scene scene;
  scene.pass_day();
  const auto span = records::find_status_span(
      scene.employer.memory.store,
      {"https://library.example/status/1", scene.library.self.did.text()});
  REQUIRE(*span);
  CHECK(scene.at((*span)->start) == "badge.genuine");
  // The badge itself is younger than its list, so the store is asked directly.
  const credential::NeedStatusList need{.url = "https://library.example/status/1",
                                        .issuer = scene.library.self.did.text(),
                                        .places = {{5, 1}},
                                        .as_of = (*span)->start - 1};
  CHECK(run_task(scene.employer.evidence.find_status_list(need)).error().code == not_known_then);
}

TEST_CASE("a revocation that a later list took back was one already then") {
  Scene scene;
  const auto place =
      (*records::find_badge(scene.library.memory.store, tests::id_of(scene.badge)))->revocation;
  const auto say = [&](const tests::ListWish& wish) {
    scene.pass_day();
    REQUIRE(run_task(accept_entries(
        scene.employer.ports, tests::only(tests::next_entry(
                                  scene.library, feed::EntryType::status,
                                  tests::status_payload(tests::list_of(scene.library, wish)))))));
    return scene.library.clock.now();
  };
  const auto revoked = say({.set = {place->index}});
  scene.pass_day();
  CHECK(scene.at(revoked + hour_ms) == "badge.revoked");
  CHECK(scene.at(revoked - hour_ms) == "badge.genuine");
}

}  // namespace waarmerk::node::actions
