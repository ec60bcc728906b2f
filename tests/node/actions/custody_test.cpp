#include "node/actions/custody.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/actions/sign_list.hpp"
#include "node/records/badges.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

const std::string revocations = "https://school.example/status/1";
const std::string suspensions = "https://school.example/status/2";

/// A town that follows a school, which has one badge and appoints it.
struct Scene {
  Scene() : badge(school.award(school.define("Taalmaatje"))) { show(); }

  /// The town takes what the school published since.
  void show() {
    REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(school, shown))));
    shown = school.memory.records.feeds.head(school.self.feed)->seq;
  }
  void appoint() {
    REQUIRE(run_task(appoint_custodian(school.ports, {town.self.did})));
    show();
  }
  Result<void> accept() { return run_task(accept_custody(town.ports, school.self.did)); }
  Result<void> change(const std::string& list, StatusAction action) {
    return run_task(change_ward_status(town.ports, {list, place(list), action}));
  }
  std::uint64_t place(const std::string& list) const {
    const auto row = *records::find_badge(school.memory.store, tests::id_of(badge));
    return list == revocations ? row->revocation->index : row->suspension->index;
  }
  /// The bit of the badge as the town says it.
  bool is_set(const std::string& list) const {
    const auto ours = *records::find_list(town.memory.store, {list, town.self.did.text()});
    REQUIRE(ours);
    return *read_list_text(ours->credential)->list.get(place(list));
  }
  std::uint64_t entries() const { return town.memory.records.feeds.head(town.self.feed)->seq; }

  TestNode school{"school.example", 1};
  TestNode town{"town.example", 2};
  json::Document badge;
  std::uint64_t shown = 0;
};

}  // namespace

TEST_CASE("who was not appointed goes on with nobody's lists") {
  Scene scene;
  CHECK(scene.accept().error().code == not_appointed);
  CHECK(list_wards(scene.town.ports)->empty());
  scene.appoint();
  const auto asked = *list_wards(scene.town.ports);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].did == scene.school.self.did.text());
  CHECK_FALSE(asked[0].is_accepted);
  CHECK(asked[0].lists.empty());
  CHECK(scene.change(revocations, StatusAction::revoke).error().code == no_ward_list);
}

TEST_CASE("each list is published under its own place, signed by who goes on with it") {
  Scene scene;
  scene.appoint();
  const auto before = scene.entries();
  REQUIRE(scene.accept());
  CHECK(scene.entries() == before + 2);
  const auto wards = *list_wards(scene.town.ports);
  REQUIRE(wards.size() == 1);
  CHECK(wards[0].is_accepted);
  CHECK(wards[0].is_in_force);
  CHECK(wards[0].lists.size() == 2);
  const auto ours =
      *records::find_list(scene.town.memory.store, {revocations, scene.town.self.did.text()});
  const auto read =
      read_signed_list(scene.town.memory.store, {.text = ours->credential,
                                                 .url = revocations,
                                                 .issuer = scene.town.self.did.text(),
                                                 .at = scene.town.clock.now(),
                                                 .document = &scene.town.self.documents});
  CHECK(read);
  CHECK_FALSE(scene.is_set(revocations));
}

TEST_CASE("a badge is revoked for good, and suspended for a while, by who goes on") {
  Scene scene;
  scene.appoint();
  REQUIRE(scene.accept());
  REQUIRE(scene.change(revocations, StatusAction::revoke));
  CHECK(scene.is_set(revocations));
  CHECK(scene.change(revocations, StatusAction::revoke).error().code == already_so);
  CHECK(scene.change(suspensions, StatusAction::reinstate).error().code == already_so);
  REQUIRE(scene.change(suspensions, StatusAction::suspend));
  CHECK(scene.is_set(suspensions));
  REQUIRE(scene.change(suspensions, StatusAction::reinstate));
  CHECK_FALSE(scene.is_set(suspensions));
  CHECK(scene.change(suspensions, StatusAction::revoke).error().code == no_ward_list);
  CHECK(scene.change(revocations, StatusAction::reinstate).error().code == no_ward_list);
  const WardOrder beyond{revocations, 131'072, StatusAction::revoke};
  CHECK(run_task(change_ward_status(scene.town.ports, beyond)).error().code ==
        credential::index_range);
}

TEST_CASE("lists stay current, and what the owner revokes itself is taken over") {
  Scene scene;
  scene.appoint();
  REQUIRE(scene.accept());
  const auto before = scene.entries();
  REQUIRE(run_task(keep_custody(scene.town.ports)));
  CHECK(scene.entries() == before);
  REQUIRE(run_task(change_status(scene.school.ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.show();
  REQUIRE(run_task(keep_custody(scene.town.ports)));
  CHECK(scene.is_set(revocations));
  CHECK(scene.entries() == before + 1);
  scene.town.clock.advance(list_valid_ms / 2 + minute_ms);
  REQUIRE(run_task(keep_custody(scene.town.ports)));
  CHECK(scene.entries() == before + 3);
}

TEST_CASE("before its time, and after another was appointed, nobody goes on") {
  Scene scene;
  const auto later = scene.school.clock.now() + day_ms;
  REQUIRE(run_task(appoint_custodian(scene.school.ports, {scene.town.self.did, later})));
  scene.show();
  const auto before = scene.entries();
  REQUIRE(scene.accept());
  CHECK(scene.entries() == before);
  CHECK_FALSE(list_wards(scene.town.ports)->front().is_in_force);
  scene.town.clock.advance(day_ms);
  REQUIRE(run_task(keep_custody(scene.town.ports)));
  CHECK(scene.entries() == before + 2);
  const auto province = did::Did::parse("did:web:province.example").value();
  REQUIRE(run_task(appoint_custodian(scene.school.ports, {province})));
  scene.show();
  CHECK(scene.change(revocations, StatusAction::revoke).error().code == no_ward_list);
}

TEST_CASE("upkeep goes on with the lists of others too") {
  Scene scene;
  scene.appoint();
  REQUIRE(scene.accept());
  const auto before = scene.entries();
  scene.town.clock.advance(list_valid_ms / 2 + minute_ms);
  REQUIRE(run_task(keep_current(scene.town.ports)));
  CHECK(scene.entries() >= before + 4);  // two lists of its own, and two of the school
}

}  // namespace waarmerk::node::actions
