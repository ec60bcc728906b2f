// One thing that goes wrong at a time, and what becomes of it.
#include "tests/sim/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace waarmerk::sim {

namespace {

World quiet_world(std::uint64_t seed) {
  return World({.seed = seed, .nodes = 20, .start_ms = second_ms});
}

std::size_t count_with(const World& world, std::size_t author, std::uint64_t seq) {
  return static_cast<std::size_t>(std::ranges::count_if(world.nodes(), [&](const auto& node) {
    return node.disk->head(world.notary().feed(author))->seq >= seq;
  }));
}

}  // namespace

TEST_CASE("an update reaches everybody") {
  auto world = quiet_world(1);
  world.run(minute_ms);
  REQUIRE(world.publish(3));
  world.run(2 * second_ms);
  CHECK(count_with(world, 3, 2) == 20);
  CHECK(world.all_equal());
}

TEST_CASE("a node that was cut off for a while catches up by comparing") {
  auto world = quiet_world(2);
  world.run(minute_ms);
  world.split(50);
  for (int i = 0; i < 5; ++i) {
    world.publish(3);
    world.run(minute_ms);
  }
  CHECK_FALSE(world.all_equal());
  world.heal();
  world.run(4 * minute_ms);
  CHECK(count_with(world, 3, 6) == 20);
  CHECK(world.all_equal());
}

TEST_CASE("who says two things is found out by everybody") {
  auto world = quiet_world(3);
  world.run(minute_ms);
  world.equivocate(4);
  world.run(2 * second_ms);
  CHECK(world.tally().forks().back().delays_ms.size() >= 19);
  world.run(3 * minute_ms);
  CHECK(world.all_equal());
}

TEST_CASE("what is dated before the entry that it follows is kept by nobody") {
  auto world = quiet_world(4);
  world.run(minute_ms);
  world.date_back(5);
  world.run(minute_ms);
  CHECK(count_with(world, 5, 2) == 0);
  CHECK(world.nodes()[5].core->links() > 0);
}

TEST_CASE("a flooder loses every link that it floods") {
  auto world = quiet_world(5);
  world.run(minute_ms);
  const auto flooded = world.nodes()[6].links;
  REQUIRE_FALSE(flooded.empty());
  world.flood(6);
  world.run(second_ms);
  CHECK(std::ranges::find_first_of(world.nodes()[6].links, flooded) ==
        world.nodes()[6].links.end());
  world.publish(1);
  world.run(minute_ms);
  CHECK(count_with(world, 1, 2) >= 19);
}

TEST_CASE("suppressors and liars stop nothing") {
  auto world = quiet_world(6);
  for (const std::size_t node : {1U, 2U, 3U}) world.set_role(node, Role::suppressor);
  for (const std::size_t node : {4U, 5U}) world.set_role(node, Role::liar);
  world.run(minute_ms);
  world.publish(10);
  world.run(minute_ms);
  CHECK(count_with(world, 10, 2) == 20);
}

TEST_CASE("a node whose old disk is put back finds its own entries before it signs again") {
  auto world = quiet_world(7);
  world.run(minute_ms);
  world.publish(8);
  world.run(minute_ms);
  world.back_up(8);
  world.publish(8);
  world.publish(8);
  world.run(minute_ms);
  world.crash(8, false);
  world.run(second_ms);
  world.restore(8);
  CHECK_FALSE(world.publish(8));
  world.run(minute_ms);
  CHECK(world.publish(8));
  world.run(minute_ms);
  CHECK(count_with(world, 8, 5) == 20);
  CHECK(world.violations().empty());
}

TEST_CASE("half-open links are found and replaced") {
  auto world = quiet_world(8);
  world.run(minute_ms);
  for (std::size_t node = 0; node < 20; ++node) world.half_open(node);
  world.run(5 * minute_ms);
  world.publish(9);
  world.run(2 * minute_ms);
  CHECK(count_with(world, 9, 2) == 20);
  CHECK(world.all_equal());
}

TEST_CASE("real signatures are judged as the short ones are") {
  World world({.seed = 9, .nodes = 6, .signatures = Signatures::real, .addresses = 4});
  world.run(minute_ms);
  world.publish(2);
  world.run(minute_ms);
  CHECK(count_with(world, 2, 2) == 6);
}

TEST_CASE("a full disk takes nothing, signs nothing, and all of it once there is room") {
  auto world = quiet_world(10);
  world.run(minute_ms);
  world.fill_disk(3, true);
  CHECK_FALSE(world.publish(3));
  world.publish(4);
  world.run(5 * minute_ms);
  CHECK(count_with(world, 4, 2) == 19);
  world.fill_disk(3, false);
  world.run(4 * minute_ms);
  CHECK(count_with(world, 4, 2) == 20);
  CHECK(world.publish(3));
  world.run(minute_ms);
  CHECK(count_with(world, 3, 2) == 20);
  CHECK(world.violations().empty());
}

TEST_CASE("a slow disk delays its node, and nobody else") {
  auto world = quiet_world(11);
  world.run(minute_ms);
  world.slow_disk(3, 5 * second_ms);
  for (const std::size_t author : {4U, 5U, 6U}) world.publish(author);
  world.run(2 * second_ms);
  CHECK(count_with(world, 6, 2) == 19);
  world.run(20 * second_ms);
  CHECK(count_with(world, 6, 2) == 20);
}

TEST_CASE("a link that is clogged is gone round") {
  auto world = quiet_world(12);
  world.run(minute_ms);
  for (std::size_t node = 0; node < 20; ++node) world.clog(node, 5, 10 * minute_ms);
  world.publish(7);
  world.run(5 * second_ms);
  CHECK(count_with(world, 7, 2) == 20);
}

TEST_CASE("where words go one way only, links end, and all is made good afterwards") {
  auto world = quiet_world(13);
  world.run(minute_ms);
  world.split(40, true);
  world.run(5 * minute_ms);
  world.publish(2);
  world.run(minute_ms);
  world.calm();
  world.run(4 * minute_ms);
  CHECK(count_with(world, 2, 2) == 20);
  CHECK(world.all_equal());
}

TEST_CASE("an entry that was written and told to nobody is told by comparing") {
  auto world = quiet_world(14);
  world.run(minute_ms);
  world.die_publishing(2);
  world.run(minute_ms);
  CHECK(count_with(world, 2, 2) == 1);
  world.start(2);
  world.run(2 * minute_ms);
  CHECK(count_with(world, 2, 2) == 20);
  CHECK(world.publish(2));
  CHECK(world.violations().empty());
}

TEST_CASE("who sees only what once was takes nothing back from others") {
  auto world = quiet_world(15);
  world.run(minute_ms);
  for (const std::size_t node : {3U, 4U, 5U}) world.set_role(node, Role::stale);
  world.publish(9);
  world.run(10 * minute_ms);
  CHECK(count_with(world, 9, 2) == 17);
  CHECK(world.all_equal());
}

TEST_CASE("who holds links and says nothing on them keeps nobody from the others") {
  auto world = quiet_world(16);
  for (const std::size_t node : {1U, 2U, 3U, 4U}) {
    world.set_role(node, Role::loris);
    world.run(5 * second_ms);
    world.hold_links(node);
  }
  world.run(minute_ms);
  world.publish(9);
  world.run(2 * minute_ms);
  CHECK(count_with(world, 9, 2) >= 16);
  CHECK(world.all_equal());
}

TEST_CASE("a node that many surround, who know only each other, hears of everything") {
  World world({.seed = 17, .nodes = 30, .start_ms = second_ms});
  world.run(20 * second_ms);
  std::vector<std::size_t> sybils;
  for (std::size_t node = 15; node < 30; ++node) sybils.push_back(node);
  const auto victim = static_cast<std::size_t>(
      std::ranges::find(world.nodes(), false, &World::Node::hidden) - world.nodes().begin());
  REQUIRE(victim < 15);
  world.besiege(victim, sybils, 30);
  world.run(10 * minute_ms);
  const auto author = victim == 7 ? std::size_t{8} : std::size_t{7};
  world.publish(author);
  world.run(2 * minute_ms);
  CHECK(world.nodes()[victim].disk->head(world.notary().feed(author))->seq == 2);
  CHECK(world.all_equal());
}

TEST_CASE("an address that nobody signed for is dialled by nobody") {
  auto world = quiet_world(18);
  world.run(minute_ms);
  world.forge_address(4);
  world.run(5 * minute_ms);
  CHECK(world.violations().empty());
}

TEST_CASE("who took a key is found out, and its owner goes on with another") {
  auto world = quiet_world(19);
  world.run(minute_ms);
  world.capture(6);
  world.run(5 * minute_ms);
  const auto head = world.nodes()[6].disk->head(world.notary().feed(6));
  CHECK(head->epoch == 1);
  CHECK(world.all_equal());
  REQUIRE(world.publish(6));
  world.run(minute_ms);
  CHECK(count_with(world, 6, 2) == 20);
  CHECK(world.all_equal());
  CHECK(world.violations().empty());
}

TEST_CASE("of one feed no more is kept than it may bring") {
  auto world = quiet_world(20);
  world.run(minute_ms);
  world.chatter(5, 150);
  world.run(10 * second_ms);
  CHECK(count_with(world, 5, 63) == 1);
  CHECK(world.all_equal());
}

TEST_CASE("who wakes up in another hour is understood again once its clock is right") {
  auto world = quiet_world(21);
  world.run(minute_ms);
  world.wake_in_other_time(3, -hour_ms);
  world.wake_in_other_time(4, hour_ms);
  world.run(minute_ms);
  world.publish(3);
  world.publish(4);
  world.publish(5);
  world.run(2 * minute_ms);
  CHECK(count_with(world, 3, 2) == 20);
  CHECK(count_with(world, 4, 2) == 1);
  world.calm();
  world.run(4 * minute_ms);
  CHECK(count_with(world, 5, 2) == 20);
  CHECK(world.all_equal());
}

TEST_CASE("what witnesses saw is known to whoever asks, and never taken back") {
  World world({.seed = 22, .nodes = 20, .start_ms = second_ms, .witnesses = 3});
  world.run(minute_ms);
  world.publish(4);
  world.run(12 * minute_ms);
  CHECK(world.told_snapshots() >= 6);
  world.ask_witnesses(9, 4);
  world.run(5 * second_ms);
  const auto proofs = world.testimony(9, 4);
  REQUIRE(proofs.size() >= 2);
  for (const auto& proof : proofs) CHECK(proof.leaf.head.seq == 2);
  CHECK(world.violations().empty());
}

}  // namespace waarmerk::sim
