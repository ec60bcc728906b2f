#include "node/actions/trust_web.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/accept_entries.hpp"
#include "node/actions/forget_feed.hpp"
#include "node/actions/mesh_shelf.hpp"
#include "node/gossip/frame.hpp"
#include "node/records/witnesses.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/slow_journal.hpp"
#include "tests/support/vouching.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;
using tests::vouch;
using tests::word_of;

const auto lab = *did::Did::parse("did:web:lab.example");
const auto mill = *did::Did::parse("did:web:mill.example");

/// A town that vouches, and an employer who follows its feed.
struct Scene {
  void bring() { REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(town, held)))); }
  /// What came since the last time.
  void bring_new() {
    bring();
    held = town.memory.records.feeds.head(town.self.feed)->seq;
  }
  const trust::Graph& follow() {
    REQUIRE(web.follow(employer.clock.now()));
    return web.graph();
  }
  std::vector<trust::Edge> edges() {
    const auto& graph = follow();
    std::vector<trust::Edge> all;
    const auto node = graph.find(town.self.feed);
    if (!node) return all;
    for (const auto bit : graph.said_by(*node)) all.push_back(graph.edge(bit));
    return all;
  }

  TestNode town{"town.example", 1};
  TestNode employer{"employer.example", 2};
  std::uint64_t held = 0;
  TrustWeb web{employer.memory.records, {}};
};

}  // namespace

TEST_CASE("what arrives is followed: a bit, a later one about the same, and an end") {
  Scene scene;
  CHECK(scene.edges().empty());
  const auto hash = vouch(scene.town, word_of(scene.town, lab));
  scene.bring_new();
  REQUIRE(scene.edges().size() == 1);
  CHECK(scene.edges()[0].hash == hash);
  CHECK(scene.edges()[0].first_seen == scene.employer.clock.now());
  CHECK(scene.edges()[0].said == scene.town.clock.now());
  vouch(scene.town, word_of(scene.town, mill));
  scene.bring_new();
  CHECK(scene.edges().size() == 2);
  scene.town.clock.advance(minute_ms);
  scene.employer.clock.advance(minute_ms);
  REQUIRE(run_task(end_trust(scene.town.ports, hash, "They moved.")));
  scene.bring_new();
  CHECK(scene.edges()[0].until == scene.town.clock.now());
  CHECK(scene.edges()[1].until > scene.town.clock.now() + day_ms);
  CHECK(scene.web.generation() == 1);
}

TEST_CASE(
    "what was there before the first question is all read, also what ended and what is forked") {
  Scene scene;
  const auto hash = vouch(scene.town, word_of(scene.town, lab));
  scene.town.clock.advance(minute_ms);
  REQUIRE(run_task(end_trust(scene.town.ports, hash, "")));
  vouch(scene.town, word_of(scene.town, mill));
  scene.employer.clock.advance(minute_ms);
  scene.bring();
  REQUIRE(scene.edges().size() == 2);
  CHECK(scene.edges()[0].until == scene.town.clock.now());

  auto told = *scene.employer.memory.records.feeds.head(scene.town.self.feed);
  auto other = told;
  other.ts = other.ts + 1;
  REQUIRE(feed::sign_header(other, *scene.town.feed_signer));
  storage::Batch rows;
  scene.employer.memory.records.feeds.save_fork(rows, *feed::make_fork_proof(told, other));
  scene.employer.memory.write(rows);
  CHECK(scene.edges()[0].is_on_every_branch);
  CHECK_FALSE(scene.edges()[1].is_on_every_branch);  // it stands at the fork

  TrustWeb fresh(scene.employer.memory.records, {});
  REQUIRE(fresh.follow(scene.employer.clock.now()));
  const auto node = *fresh.graph().find(scene.town.self.feed);
  CHECK_FALSE(fresh.graph().edge(fresh.graph().said_by(node)[1]).is_on_every_branch);
}

TEST_CASE("of a feed that is forgotten no bit counts any more") {
  Scene scene;
  vouch(scene.town, word_of(scene.town, lab));
  scene.bring();
  CHECK(scene.edges().size() == 1);
  const auto rows = rows_to_forget(scene.employer.memory.records, scene.town.self.feed);
  REQUIRE(rows);
  CHECK(scene.edges().size() == 1);  // it is not yet on the disk
  scene.employer.memory.write(*rows);
  CHECK(scene.edges().empty());
  CHECK(scene.web.generation() == 2);
  scene.bring();
  CHECK(scene.edges().size() == 1);
}

TEST_CASE("which feed moved last is known, by the number of its arrival") {
  Scene scene;
  scene.follow();
  CHECK(scene.web.moved(scene.town.self.feed) == 0);
  vouch(scene.town, word_of(scene.town, lab));
  scene.bring();
  scene.follow();
  CHECK(scene.web.moved(scene.town.self.feed) == scene.web.arrived());
  CHECK(scene.web.arrived() == scene.employer.memory.records.feeds.newest_arrival());
  CHECK(scene.web.moved(scene.employer.self.feed) == 0);
}

TEST_CASE("a bit that is on its way to the disk is not missed for a feed that was written sooner") {
  Scene scene;
  const TestNode library("library.example", 3);
  scene.bring_new();
  scene.follow();
  vouch(scene.town, word_of(scene.town, lab));
  MeshShelf shelf(scene.employer.ports);
  boost::asio::io_context context;
  std::optional<Result<void>> brought;
  tests::SlowJournal journal(scene.employer.memory.store);
  auto accepting = accept_entries(scene.employer.ports, tests::entries_of(scene.town, scene.held));
  tests::begin_watched(context, tests::keep_answer(std::move(accepting), brought));
  context.poll();
  auto theirs = tests::entries_of(library);
  REQUIRE(shelf.keep({.feed = library.self.feed, .entries = std::move(theirs.entries)}));
  CHECK(scene.edges().empty());
  CHECK(scene.web.moved(library.self.feed) == 0);
  journal.go_on();
  context.run();
  REQUIRE(brought);
  REQUIRE(*brought);
  CHECK(scene.edges().size() == 1);
  CHECK(scene.web.moved(library.self.feed) == scene.web.arrived());
}

TEST_CASE("those of one registered name are one, and who stands at an address is by himself") {
  Scene scene;
  const auto wing = *did::Did::parse("did:web:wing.lab.example");
  const auto here = *did::Did::parse("did:web:localhost%3A8080");
  for (const auto& about : {lab, wing, here}) vouch(scene.town, word_of(scene.town, about));
  scene.bring();
  const auto& graph = scene.follow();
  const auto group_of = [&](const did::Did& did) {
    return graph.group_of(*graph.find(feed::feed_id_of(did)));
  };
  CHECK(group_of(lab) == group_of(wing));
  CHECK(group_of(lab) != group_of(scene.town.self.did));
  CHECK(group_of(here) != group_of(lab));
}

TEST_CASE(
    "of a young bit it is known how many witnesses hold it, once a minute and a few at a time") {
  Scene scene;
  tests::WitnessDesk one(41);
  tests::WitnessDesk other(42);
  TrustWeb web(scene.employer.memory.records, {.trusted = {one.self(), other.self()}});
  const auto count = [&] {
    REQUIRE(web.follow(scene.employer.clock.now()));
    const auto& graph = web.graph();
    std::size_t held = 0;
    for (const auto bit : graph.said_by(*graph.find(scene.town.self.feed)))
      held += graph.edge(bit).witnesses >= 2 ? 1 : 0;
    return held;
  };
  const auto bits = TrustWeb::recounted_at_once + 1;
  for (std::size_t i = 0; i < bits; ++i) {
    const auto about = "did:web:lab" + std::to_string(i) + ".example";
    vouch(scene.town, word_of(scene.town, *did::Did::parse(about)));
  }
  scene.bring_new();
  CHECK(count() == 0);
  CHECK(count() == 0);  // all of them were looked at
  const auto head = scene.employer.memory.records.feeds.head(scene.town.self.feed);
  storage::Batch rows;
  for (auto* witness : {&one, &other}) {
    REQUIRE(witness->witness.see(*head, scene.employer.clock.now()));
    const auto snapshot = witness->publish(scene.employer.clock.now());
    const auto proof = witness->witness.prove(scene.town.self.feed, snapshot);
    REQUIRE(proof);
    records::save_proof(rows, scene.town.self.feed, witness->self(), gossip::encode_frame(*proof));
  }
  scene.employer.memory.write(rows);
  CHECK(count() == 0);
  scene.employer.clock.advance(TrustWeb::recount_ms);
  CHECK(count() == TrustWeb::recounted_at_once);
  CHECK(count() == bits);
}

TEST_CASE("following step by step comes to what a fresh look finds") {
  Scene scene;
  std::vector<Sha256> said;
  for (std::uint64_t step = 0; step < 40; ++step) {
    scene.town.clock.advance(minute_ms);
    scene.employer.clock.set(scene.town.clock.now());
    if (step % 5 == 4) {
      REQUIRE(run_task(end_trust(scene.town.ports, said[step / 2], "")));
    } else {
      const auto about = "did:web:lab" + std::to_string(step % 7) + ".example";
      said.push_back(vouch(scene.town, word_of(scene.town, *did::Did::parse(about))));
    }
    if (step % 3 == 0) scene.bring_new();
    if (step % 4 == 0) scene.follow();
  }
  scene.bring_new();
  const auto followed = scene.edges();
  TrustWeb fresh(scene.employer.memory.records, {});
  REQUIRE(fresh.follow(scene.employer.clock.now()));
  const auto node = *fresh.graph().find(scene.town.self.feed);
  const auto bits = fresh.graph().said_by(node);
  REQUIRE(bits.size() == followed.size());
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const auto& edge = fresh.graph().edge(bits[i]);
    CHECK(edge.hash == followed[i].hash);
    CHECK(edge.until == followed[i].until);
    CHECK(edge.first_seen == followed[i].first_seen);
  }
}

}  // namespace waarmerk::node::actions
