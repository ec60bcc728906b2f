#include "node/actions/witness_role.hpp"

#include <doctest/doctest.h>

#include "node/actions/accept_entries.hpp"
#include "node/records/witnesses.hpp"
#include "node/witness/error_codes.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// A library, and a school that is a witness and holds its feed.
struct Pair {
  Pair() { replicate(); }

  void replicate() {
    const auto held = school.memory.records.feeds.head(library.self.feed);
    REQUIRE(
        run_task(accept_entries(school.ports, tests::entries_of(library, held ? held->seq : 0))));
  }
  void look() { REQUIRE(run_task(role.look())); }
  WitnessRole start() {
    auto started = WitnessRole::start(school.ports, *signer);
    REQUIRE(started);
    return std::move(*started);
  }
  UnixTime told_at() const { return role.latest()->body.at; }

  TestNode library{"library.example", 1};
  TestNode school{"school.example", 2};
  std::unique_ptr<keys::Signer> signer = tests::signer_of(9);
  WitnessRole role = start();
};

}  // namespace

TEST_CASE("a witness signs what arrived, and proves each feed of it") {
  Pair pair;
  CHECK_FALSE(pair.role.latest());
  CHECK(pair.role.prove(pair.library.self.feed).error().code == witness::not_listed);
  pair.look();
  REQUIRE(pair.role.latest());
  CHECK(pair.role.latest()->body.size == 2);
  const auto proof = pair.role.prove(pair.library.self.feed);
  REQUIRE(proof);
  CHECK(witness::verify_proof(*proof, pair.school.clock.now()));
  CHECK(proof->leaf.head.seq ==
        pair.library.memory.records.feeds.head(pair.library.self.feed)->seq);
  CHECK_FALSE(pair.role.prove(feed::FeedId{}));
}

TEST_CASE(
    "a snapshot comes ten minutes after the last where anything changed, else after an hour") {
  Pair pair;
  pair.look();
  const auto first = pair.told_at();
  pair.school.clock.advance(10 * minute_ms);
  pair.look();
  CHECK(pair.told_at() == first);
  REQUIRE_FALSE(pair.library.define("Taalmaatje").empty());
  pair.replicate();
  pair.look();
  CHECK(pair.told_at() == first + 10 * minute_ms);
  pair.school.clock.advance(hour_ms - 1);
  pair.look();
  CHECK(pair.told_at() == first + 10 * minute_ms);
  pair.school.clock.advance(1);
  pair.look();
  CHECK(pair.told_at() == first + 70 * minute_ms);
}

TEST_CASE("nothing is signed that is not on the disk") {
  Pair pair;
  pair.school.memory.store.is_full = true;
  CHECK_FALSE(run_task(pair.role.look()));
  CHECK_FALSE(pair.role.latest());
  CHECK_FALSE(records::load_witness(pair.school.memory.store, pair.role.self())->last);
}

TEST_CASE("a witness that was stopped says the same again, to the byte") {
  Pair pair;
  pair.look();
  const auto said = pair.role.latest();
  pair.role = pair.start();
  CHECK(pair.role.latest() == said);
  CHECK(pair.role.prove(pair.library.self.feed));
  pair.look();
  CHECK(pair.role.latest() == said);
}

TEST_CASE("of a forked feed a witness proves the fork, and no head") {
  Pair pair;
  pair.look();
  const auto one = tests::next_entry(pair.library, feed::EntryType::heartbeat, {});
  const auto other = tests::next_entry(pair.library, feed::EntryType::status,
                                       tests::status_payload(tests::list_of(pair.library)));
  auto store = tests::no_entries_of(pair.library);
  store.forks = {*feed::make_fork_proof(one.header, other.header)};
  REQUIRE(run_task(accept_entries(pair.school.ports, std::move(store))));
  pair.school.clock.advance(10 * minute_ms);
  pair.look();
  const auto proof = pair.role.prove(pair.library.self.feed);
  REQUIRE(proof);
  CHECK(proof->leaf.forked);
  CHECK(proof->leaf.head.seq == one.header.seq);
}

}  // namespace waarmerk::node::actions
