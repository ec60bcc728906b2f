// What a verifier would be told by the nodes of a network in trouble: grades, of what they hold and
// of what witnesses saw (I3, I5, I6 of network.md 9.5).
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "node/credential/assurance.hpp"
#include "node/kit/witness_tally.hpp"
#include "node/witness/stance.hpp"
#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

namespace credential = node::credential;

witness::EntryPlace place_of(const feed::Header& header) { return {header.epoch, header.seq}; }

// The last entry of the feed is its list; the very first is none.
credential::StateEvidence evidence(const World& world, std::size_t node, std::size_t author) {
  const auto& feed = world.notary().feed(author);
  const auto& disk = *world.nodes()[node].disk;
  const auto head = *disk.head(feed);
  const auto fork = disk.fork(feed);
  credential::StateEvidence state{.is_known = head.seq > 1, .newest = head.ts};
  state.issuer.liveness = credential::liveness_of(
      {.last = head.ts, .is_closed = false, .is_forked = fork.has_value()}, world.now());
  if (fork) state.issuer.conflicts.push_back(credential::Conflict::forked);
  node::kit::WitnessTally tally;
  for (const auto& proof : world.testimony(node, author)) {
    const auto& seen = proof.leaf.head;
    const auto held = disk.headers(feed, seen.epoch, {.from = seen.seq, .to = seen.seq}, 1);
    witness::HeldFeed ours{.head = place_of(head), .entry = place_of(head)};
    if (!held.empty()) ours.at_leaf = feed::entry_hash(held.front());
    tally.hear(witness::stance_of(proof.leaf, ours), proof.snapshot.body.at);
  }
  tally.tell(state.issuer);
  return state;
}

// How many of the nodes that are up would give each grade.
struct Grades {
  std::array<std::size_t, 4> counts{};

  std::size_t of(credential::Grade grade) const { return counts[static_cast<std::size_t>(grade)]; }
};

Grades ask_everywhere(World& world, std::size_t author) {
  for (std::size_t node = 0; node < world.nodes().size(); ++node) world.ask_witnesses(node, author);
  world.run(5 * second_ms);
  Grades grades;
  for (std::size_t node = 0; node < world.nodes().size(); ++node) {
    if (!world.is_up(node)) continue;
    const auto state = evidence(world, node, author);
    const auto grade = credential::grade_of(state, world.now());
    ++grades.counts[static_cast<std::size_t>(grade)];
    const bool forked = world.nodes()[node].disk->fork(world.notary().feed(author)).has_value();
    CHECK_FALSE((forked && grade == credential::Grade::a));
    CHECK((state.is_known || grade == credential::Grade::d));
  }
  return grades;
}

}  // namespace

TEST_CASE("what is fresh and witnessed is graded A, what is forked or not known never") {
  using credential::Grade;
  World world(
      {.seed = 31, .nodes = 10, .start_ms = second_ms, .witnesses = 3, .witnesses_crash = false});
  world.run(minute_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::d) == 10);
  world.publish(4);
  world.run(second_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::a) == 0);
  world.run(12 * minute_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::a) >= 9);
  world.publish(5);
  world.run(12 * minute_ms);
  world.equivocate(5);
  world.run(12 * minute_ms);
  CHECK(ask_everywhere(world, 5).of(Grade::a) == 0);
  world.run(70 * minute_ms);
  const auto later = ask_everywhere(world, 4);
  CHECK(later.of(Grade::a) == 0);  // nobody heard of it for an hour and more
  CHECK(world.violations().empty());
}

TEST_CASE("where a part of the network is cut off, nobody there is told more than is known there") {
  using credential::Grade;
  World world({.seed = 32, .nodes = 10, .start_ms = second_ms, .witnesses = 3});
  world.run(minute_ms);
  world.publish(4);
  world.run(12 * minute_ms);
  world.split(50);
  for (int i = 0; i < 3; ++i) {
    world.run(20 * minute_ms);
    world.publish(4);
    ask_everywhere(world, 4);
  }
  world.calm();
  world.run(15 * minute_ms);
  world.publish(4);
  world.run(15 * minute_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::a) >= 7);
  CHECK(world.violations().empty());
}

}  // namespace waarmerk::sim
