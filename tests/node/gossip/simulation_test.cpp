// A small world: five nodes, bad lines, crashes; what must hold in the end holds for each seed.
#include <doctest/doctest.h>

#include "tests/support/gossip_world.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::GossipWorld;
using tests::Issuer;

// A ring: each asks the next only.
const std::vector<std::vector<std::uint32_t>> ring{{1}, {2}, {3}, {4}, {0}};

// An hour of trouble in which two issuers publish forty entries each, then an hour of peace.
GossipWorld troubled_world(std::uint64_t seed) {
  const Issuer one(1);
  const Issuer two(2);
  GossipWorld world(seed, ring);
  world.know(one), world.know(two);
  world.own(0, one), world.own(2, two);
  world.publish(0, one, one.introduction());
  world.publish(2, two, two.introduction());
  world.faults = {.lost_in_hundred = 20, .delay_ms_max = 3000};
  for (std::uint64_t i = 1; i < 40; ++i) {
    world.publish(0, one, Issuer::status(i));
    world.publish(2, two, Issuer::status(i));
    if (i == 10) world.cut(0, 1), world.cut(2, 3);
    if (i == 25) world.heal(), world.faults = {.lost_in_hundred = 10, .delay_ms_max = 9000};
    if (i % 4 == 0) world.crash(world.draw() % 5);
    world.run(static_cast<std::int64_t>(world.draw() % (3 * minute_ms)));
  }
  world.heal();
  world.run(hour_ms);
  return world;
}

}  // namespace

TEST_CASE("after trouble ends every node holds the same heads, whatever the seed") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    CAPTURE(seed);
    const auto world = troubled_world(seed);
    CHECK(world.all_hold(Issuer(1).feed(), 40));
    CHECK(world.all_hold(Issuer(2).feed(), 40));
    for (const auto& node : world.nodes) CHECK(node.forks_found == 0);
  }
}

TEST_CASE("a seed makes the same world twice") {
  const auto hash = troubled_world(11).state_hash();
  CHECK(troubled_world(11).state_hash() == hash);
  CHECK(troubled_world(12).state_hash() != hash);
}

TEST_CASE("a revocation reaches a node that knows the issuer's node only by way of another") {
  const Issuer issuer(1);
  GossipWorld world(3, {{1}, {0, 2}, {1}});
  world.know(issuer);
  world.own(0, issuer);
  world.publish(0, issuer, issuer.introduction());
  world.publish(0, issuer, Issuer::status(1, R"({"revoked":[]})"));
  world.run(5 * minute_ms);
  REQUIRE(world.all_hold(issuer.feed(), 2));
  world.publish(0, issuer, Issuer::status(2, R"({"revoked":[7]})"));
  world.run(10 * second_ms);  // pushed on, long before the next poll
  const auto head = world.nodes[2].disk.head(issuer.feed());
  REQUIRE(head);
  const auto status = feed::decode_status(*world.nodes[2].disk.payload(head->payload_hash));
  REQUIRE(status);
  CHECK(status->version == 2);
  CHECK(text_of(status->list) == R"({"revoked":[7]})");
}

TEST_CASE("what an issuer said outlives its node") {
  const Issuer issuer(1);
  GossipWorld world(4, {{1}, {0, 2}, {1}});
  world.know(issuer);
  world.own(0, issuer);
  world.publish(0, issuer, issuer.introduction());
  world.publish(0, issuer, Issuer::status(1));
  world.cut(1, 2);
  world.run(5 * minute_ms);
  world.heal();
  world.cut(0, 1), world.cut(0, 2);  // the issuer is gone for good
  world.run(10 * minute_ms);
  REQUIRE(world.nodes[2].disk.head(issuer.feed()));
  CHECK(world.nodes[2].disk.head(issuer.feed())->seq == 2);
}

TEST_CASE("an issuer that tells two halves two things is caught by every node") {
  const Issuer liar(9);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    GossipWorld world(seed, ring);
    world.know(liar);
    for (auto& node : world.nodes) liar.publish(node.disk, liar.introduction());
    for (const std::size_t i : {0U, 1U}) liar.publish(world.nodes[i].disk, Issuer::status(1));
    for (const std::size_t i : {3U, 4U}) liar.publish(world.nodes[i].disk, Issuer::status(2));
    liar.publish(world.nodes[4].disk, Issuer::status(3));
    world.faults = {.lost_in_hundred = 20, .delay_ms_max = 2000};
    world.run(30 * minute_ms);
    world.heal();
    world.run(30 * minute_ms);
    for (const auto& node : world.nodes) {
      const auto proof = node.disk.fork(liar.feed());
      REQUIRE(proof);
      CHECK(proof->seq() == 2);
      CHECK(verify_fork_proof(*proof, liar.keys()));
      CHECK(node.disk.payload(proof->first.payload_hash));
      CHECK(node.disk.payload(proof->second.payload_hash));
    }
  }
}

TEST_CASE("a node restored from a backup gets its own entries back before it signs again") {
  const Issuer issuer(1);
  GossipWorld world(5, {{1}, {0}});
  world.know(issuer);
  world.own(0, issuer);
  world.publish(0, issuer, issuer.introduction());
  const auto backup = world.nodes[0].disk;
  world.publish(0, issuer, Issuer::status(1));
  world.publish(0, issuer, Issuer::status(2));
  world.run(5 * minute_ms);
  world.nodes[0].disk = backup;
  world.crash(0);
  world.nodes[0].engine->handle(world.now, RecoverOwnFeed{true});
  world.run(5 * minute_ms);
  REQUIRE(world.nodes[0].disk.head(issuer.feed()));
  CHECK(world.nodes[0].disk.head(issuer.feed())->seq == 3);
}

}  // namespace waarmerk::node::gossip
