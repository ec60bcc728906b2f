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

}  // namespace waarmerk::sim
