// The figures of a network of a few hundred nodes; larger ones are for ./run sim.
#include "tests/sim/figures.hpp"

#include <doctest/doctest.h>

namespace waarmerk::sim {

TEST_CASE("an update reaches hundreds of nodes within seconds, and cheaply") {
  const Options options{.seed = 11, .nodes = 120, .reads_all = false};
  World world(options);
  const auto figures = measure(world, {.minutes = 4});
  MESSAGE(print(figures));
  CHECK(figures.violations.empty());
  REQUIRE(figures.middle.t99);
  CHECK(*figures.middle.t99 <= second_ms);
  REQUIRE(figures.worst.t100);
  CHECK(*figures.worst.t100 <= 2 * second_ms);
  CHECK(figures.update_bytes <= 1500);
  CHECK(figures.copies <= 1.6);
  REQUIRE(figures.fork.t99);
  CHECK(*figures.fork.t99 <= 2 * second_ms);
  REQUIRE(figures.dead.t100);
  CHECK(*figures.dead.t100 <= minute_ms);
}

TEST_CASE("a delay is that by which so many in a thousand had it") {
  const Tracked tracked{.at = {}, .delays_ms = {5, 0, 3, 9}};
  CHECK(delay_of(tracked, 4, 500) == 3);
  CHECK(delay_of(tracked, 4, 1000) == 9);
  CHECK_FALSE(delay_of(tracked, 5, 1000));
  CHECK(delay_of(tracked, 5, 800) == 9);
}

}  // namespace waarmerk::sim
