#include "node/actions/custodian.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "node/actions/accept_entries.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/feed/fork.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// A school that appointed a town, and an employer who follows what it is shown.
struct Scene {
  void appoint(std::vector<feed::Countersignature> countersign = {}) {
    REQUIRE(
        run_task(appoint_custodian(school.ports, {town.self.did, from, std::move(countersign)})));
  }
  void show(const TestNode& node) {
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(node))));
  }
  std::optional<Custodian> custodian() const {
    const auto found = find_custodian(employer.memory.records, school.self.did.text());
    REQUIRE(found);
    return *found;
  }

  TestNode school{"school.example", 1};
  TestNode town{"town.example", 2};
  TestNode province{"province.example", 3};
  TestNode employer{"employer.example", 4};
  UnixTime from = school.clock.now() + hour_ms;
};

}  // namespace

TEST_CASE("who goes on is known where both feeds are held") {
  Scene scene;
  CHECK_FALSE(scene.custodian());
  scene.appoint();
  scene.show(scene.school);
  CHECK_FALSE(scene.custodian());
  scene.show(scene.town);
  const auto custodian = scene.custodian();
  REQUIRE(custodian);
  CHECK(custodian->did == scene.town.self.did);
  CHECK(custodian->from == scene.from);
  CHECK(custodian->countersigned == 0);
  CHECK_FALSE(*find_custodian(scene.employer.memory.records, scene.town.self.did.text()));
  CHECK_FALSE(*find_custodian(scene.employer.memory.records, "no did"));
}

TEST_CASE("only countersignatures that hold are counted") {
  Scene scene;
  const feed::Succession wanted{.to = scene.town.self.feed, .from = scene.from};
  const auto good = countersign_appointment(scene.province.ports, scene.school.self.feed, wanted);
  auto bad = *countersign_appointment(scene.employer.ports, scene.school.self.feed, wanted);
  bad.sig[0] ^= 1;
  std::vector<feed::Countersignature> given{*good, bad};
  std::ranges::sort(given, {}, &feed::Countersignature::feed);
  scene.appoint(given);
  scene.show(scene.school);
  scene.show(scene.town);
  CHECK(scene.custodian()->countersigned == 0);  // nobody here knows the province
  scene.show(scene.province);
  CHECK(scene.custodian()->countersigned == 1);
}

TEST_CASE("an appointment at a fork or behind it does not count") {
  Scene scene;
  scene.appoint();
  scene.show(scene.school);
  scene.show(scene.town);
  REQUIRE(scene.custodian());
  const auto& feeds = scene.employer.memory.records.feeds;
  const auto head = *feeds.head(scene.school.self.feed);
  auto other = head;
  other.ts = other.ts + 1;
  REQUIRE(feed::sign_header(other, *scene.school.feed_signer));
  storage::Batch rows;
  scene.employer.memory.records.feeds.save_fork(rows, *feed::make_fork_proof(head, other));
  scene.employer.memory.write(rows);
  CHECK_FALSE(scene.custodian());
}

TEST_CASE("the owner of a feed is who its first entry says") {
  Scene scene;
  const auto& records = scene.employer.memory.records;
  CHECK_FALSE(*find_owner(records, scene.school.self.feed));
  scene.show(scene.school);
  CHECK(**find_owner(records, scene.school.self.feed) == scene.school.self.did);
  const TestNode moved("archive.example", 5, tests::NodeMethod::webvh);
  scene.show(moved);
  CHECK(**find_owner(records, moved.self.feed) == moved.self.did);
}

}  // namespace waarmerk::node::actions
