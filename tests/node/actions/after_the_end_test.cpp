// What a verifier is told of a badge whose issuer closed, and whose lists another goes on with.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/custody.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/badges.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Finding;
using tests::run_task;
using tests::TestNode;

const std::string revocations = "https://school.example/status/1";

/// A school with two badges, a town that it appoints, and an employer who follows both.
struct Scene {
  Scene() {
    show();
    show_town();
  }

  void show() {
    for (auto* node : {&town, &employer}) {
      REQUIRE(run_task(accept_entries(node->ports, tests::entries_of(school, shown))));
    }
    shown = school.memory.records.feeds.head(school.self.feed)->seq;
  }
  void show_town() {
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(town, shown_town))));
    shown_town = town.memory.records.feeds.head(town.self.feed)->seq;
  }
  void appoint_and_close() {
    REQUIRE(run_task(appoint_custodian(school.ports, {town.self.did})));
    REQUIRE(run_task(close_feed(school.ports, {school.self.did.text(), "It closed."})));
    show();
    pass(minute_ms);
    REQUIRE(run_task(accept_custody(town.ports, school.self.did)));
    show_town();
  }
  void pass(std::int64_t ms) {
    for (auto* node : {&school, &town, &employer}) node->clock.advance(ms);
  }
  std::uint64_t place(const json::Document& of) const {
    return (*records::find_badge(school.memory.store, tests::id_of(of)))->revocation->index;
  }
  Result<void> revoke_by_town(const json::Document& of) {
    auto done = run_task(change_ward_status(town.ports, {revocations, place(of)}));
    show_town();
    return done;
  }
  credential::Verdict verify(const json::Document& of) {
    credential::Verification verification(of.text(), {.now = employer.clock.now()});
    auto verdict =
        run_task(verify_badge(std::move(verification), employer.evidence, employer.clock));
    CHECK(employer.fetcher.asked().empty());
    return verdict;
  }
  const credential::Check* find(const credential::Verdict& verdict, Finding finding) const {
    const auto found = std::ranges::find(verdict.checks, finding, &credential::Check::finding);
    return found == verdict.checks.end() ? nullptr : &*found;
  }

  TestNode school{"school.example", 1};
  TestNode town{"town.example", 2};
  TestNode employer{"employer.example", 3};
  json::Document badge = school.award(school.define("Taalmaatje"));
  json::Document other = school.award(school.define("Gastheer"));
  std::uint64_t shown = 0;
  std::uint64_t shown_town = 0;
};

}  // namespace

TEST_CASE("the verdict says that the issuer closed, and the badge stays genuine") {
  Scene scene;
  CHECK(scene.find(scene.verify(scene.badge), Finding::issuer_closed) == nullptr);
  REQUIRE(run_task(close_feed(scene.school.ports, {scene.school.self.did.text(), "Done"})));
  scene.show();
  const auto verdict = scene.verify(scene.badge);
  CHECK(verdict.code() == "badge.genuine");
  const auto* closed = scene.find(verdict, Finding::issuer_closed);
  REQUIRE(closed != nullptr);
  CHECK(closed->sentence.contains("did:web:school.example"));
  CHECK(scene.find(verdict, Finding::status_continued) == nullptr);
}

TEST_CASE("a custodian goes on with the lists, and the verdict names it") {
  Scene scene;
  scene.appoint_and_close();
  const auto verdict = scene.verify(scene.badge);
  CHECK(verdict.code() == "badge.genuine");
  const auto* continued = scene.find(verdict, Finding::status_continued);
  REQUIRE(continued != nullptr);
  CHECK(continued->sentence.contains("did:web:town.example"));
  REQUIRE(scene.revoke_by_town(scene.badge));
  CHECK(scene.verify(scene.badge).code() == "badge.revoked");
  CHECK(scene.verify(scene.other).code() == "badge.genuine");
}

TEST_CASE("what the issuer revoked, its custodian does not take back") {
  Scene scene;
  REQUIRE(run_task(change_status(scene.school.ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.appoint_and_close();
  CHECK(scene.verify(scene.badge).code() == "badge.revoked");
  // A list of the town that says otherwise changes nothing.
  scene.pass(minute_ms);
  const auto list = tests::list_of(scene.town, {.url = revocations});
  REQUIRE(run_task(
      accept_entries(scene.employer.ports,
                     tests::only(tests::next_entry(scene.town, feed::EntryType::status,
                                                   tests::status_payload(list, revocations))))));
  CHECK(scene.verify(scene.badge).code() == "badge.revoked");
  CHECK(scene.verify(scene.other).code() == "badge.genuine");
}

TEST_CASE("a list of who was not appointed is nobody's business") {
  Scene scene;
  scene.pass(minute_ms);
  const auto list =
      tests::list_of(scene.town, {.url = revocations, .set = {scene.place(scene.badge)}});
  REQUIRE(run_task(
      accept_entries(scene.employer.ports,
                     tests::only(tests::next_entry(scene.town, feed::EntryType::status,
                                                   tests::status_payload(list, revocations))))));
  const auto verdict = scene.verify(scene.badge);
  CHECK(verdict.code() == "badge.genuine");
  CHECK(scene.find(verdict, Finding::status_continued) == nullptr);
}

TEST_CASE("what the issuer says later than its custodian counts again") {
  Scene scene;
  REQUIRE(run_task(appoint_custodian(scene.school.ports, {scene.town.self.did})));
  scene.show();
  scene.pass(minute_ms);
  REQUIRE(run_task(accept_custody(scene.town.ports, scene.school.self.did)));
  scene.show_town();
  CHECK(scene.find(scene.verify(scene.badge), Finding::status_continued) != nullptr);
  scene.pass(minute_ms);
  REQUIRE(run_task(change_status(scene.school.ports, {.badge_id = tests::id_of(scene.other)})));
  scene.show();
  CHECK(scene.verify(scene.other).code() == "badge.revoked");
  // Of its two lists the issuer said one anew; the town goes on with the other.
  const auto verdict = scene.verify(scene.badge);
  CHECK(std::ranges::count(verdict.checks, Finding::status_continued,
                           &credential::Check::finding) == 1);
}

}  // namespace waarmerk::node::actions
