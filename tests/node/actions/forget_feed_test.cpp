#include "node/actions/forget_feed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/families.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::entries_of;
using tests::run_task;
using tests::TestNode;

std::size_t rows_in(const TestNode& node, storage::Family family) {
  std::size_t count = 0;
  REQUIRE(node.memory.store.scan(family, {}, [&](ByteView, ByteView) { return ++count > 0; }));
  return count;
}

/// An employer, and what its store had before it heard of anybody.
struct Scene {
  explicit Scene(tests::NodeMethod method = tests::NodeMethod::web)
      : library("library.example", 1, method) {
    for (std::size_t at = 0; at < records::family_names.size(); ++at)
      before.push_back(rows_in(employer, {at}));
  }

  void accept(const TestNode& from) {
    REQUIRE(run_task(accept_entries(employer.ports, entries_of(from))));
  }
  void forget(const TestNode& whom) {
    const auto rows = rows_to_forget(employer.memory.records, whom.self.feed);
    REQUIRE(rows);
    employer.memory.write(*rows);
  }
  std::string verify(const json::Document& badge) {
    credential::Verification verification(badge.text(), {.now = employer.clock.now()});
    return std::string(
        run_task(verify_badge(std::move(verification), employer.evidence, employer.clock)).code());
  }

  TestNode library;
  TestNode employer{"employer.example", 2};
  std::vector<std::size_t> before;
};

}  // namespace

TEST_CASE("of a feed that is forgotten nothing is left, whatever followed from it") {
  for (const auto method : {tests::NodeMethod::web, tests::NodeMethod::webvh}) {
    Scene scene(method);
    const auto badge = scene.library.award(scene.library.define("Taalmaatje"));
    scene.accept(scene.library);
    CHECK(scene.verify(badge) == "badge.genuine");
    REQUIRE(run_task(change_status(scene.library.ports, {.badge_id = tests::id_of(badge)})));
    scene.accept(scene.library);
    CHECK(scene.verify(badge) == "badge.revoked");
    tests::vouch(scene.library, tests::word_of(scene.library, scene.employer.self.did));
    scene.accept(scene.library);
    CHECK(rows_in(scene.employer, records::family::tin) == 1);
    CHECK(scene.employer.memory.records.feeds.forgotten() == 0);
    scene.forget(scene.library);
    for (std::size_t at = 0; at < records::family_names.size(); ++at) {
      INFO(records::family_names[at]);
      // Where a did:webvh was said to stand stays: whose a name is, is not asked anew.
      const bool is_place =
          storage::Family{at} == records::family::didlog && method == tests::NodeMethod::webvh;
      const bool is_count = storage::Family{at} == records::family::meta;  // of those forgotten
      const std::size_t more = is_place || is_count ? 1 : 0;
      CHECK(rows_in(scene.employer, {at}) == scene.before[at] + more);
    }
    CHECK(scene.employer.memory.records.feeds.forgotten() == 1);
    CHECK(scene.verify(badge) != "badge.genuine");  // what is not known is not valid
  }
}

TEST_CASE("a feed that was forgotten can come again, from its beginning") {
  Scene scene;
  const auto badge = scene.library.award(scene.library.define("Taalmaatje"));
  scene.accept(scene.library);
  const auto size = scene.employer.memory.records.feeds.size_of(scene.library.self.feed);
  scene.forget(scene.library);
  CHECK_FALSE(scene.employer.memory.records.feeds.size_of(scene.library.self.feed));
  scene.accept(scene.library);
  CHECK(scene.verify(badge) == "badge.genuine");
  CHECK(scene.employer.memory.records.feeds.size_of(scene.library.self.feed) == size);
}

TEST_CASE("who repeats another's payloads takes none of them along") {
  Scene scene;
  const auto badge = scene.library.award(scene.library.define("Taalmaatje"));
  scene.accept(scene.library);
  const auto theirs = entries_of(scene.library);
  TestNode thief("thief.example", 5);
  scene.accept(thief);
  for (const auto& entry : theirs.entries) {
    if (entry.header.type != feed::EntryType::status) continue;
    auto copied = tests::next_entry(thief, feed::EntryType::status, *entry.payload);
    copied.state = feed::EntryState::voided;
    copied.payload.reset();  // it is held already
    REQUIRE(run_task(accept_entries(scene.employer.ports, tests::only(std::move(copied)))));
    break;
  }
  scene.forget(thief);
  const auto& feeds = scene.employer.memory.records.feeds;
  for (const auto& entry : theirs.entries)
    if (entry.payload) CHECK(feeds.payload(entry.header.payload_hash) == entry.payload);
  CHECK(scene.verify(badge) == "badge.genuine");
}

TEST_CASE("the proof that a feed contradicted itself outlives what it said") {
  Scene scene;
  scene.accept(scene.library);
  auto one = tests::next_entry(scene.library, feed::EntryType::heartbeat, {});
  auto other = tests::next_entry(scene.library, feed::EntryType::profile,
                                 to_bytes(bytes_of(R"({"name":"Other"})")));
  const auto proof = feed::make_fork_proof(one.header, other.header);
  REQUIRE(proof);
  gossip::Store store;
  store.feed = scene.library.self.feed;
  store.forks = {*proof};
  REQUIRE(run_task(accept_entries(scene.employer.ports, std::move(store))));
  scene.forget(scene.library);
  const auto& feeds = scene.employer.memory.records.feeds;
  CHECK(feeds.fork(scene.library.self.feed) == *proof);
  const auto arrivals = feeds.arrivals(0, 10);
  CHECK(std::ranges::count(arrivals, scene.library.self.feed, &feed::Arrival::feed) == 1);
  CHECK(arrivals.size() == 2);  // our own too; so that the proof is told on
}

}  // namespace waarmerk::node::actions
