// What was missed is marked.
#include "tests/sim/aims.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace waarmerk::sim {

TEST_CASE("what was reached and what was missed can be told apart") {
  const Delays quick{.t50 = 100, .t99 = 900, .t100 = 950};
  Measured measured{.figures = {.middle = quick, .worst = quick, .fork = quick, .dead = quick},
                    .wall_seconds = 50,
                    .equal = {.bytes = 23},
                    .ten = {.bytes = 4000, .rounds = 3, .found = 10},
                    .restores = 1000,
                    .restored = {}};
  measured.figures.update_bytes = 1000;
  CHECK(print_aims(measured).find("MISSED") == std::string::npos);
  CHECK(std::ranges::all_of(aims_of(measured), &Aim::is_reached));
  CHECK(std::ranges::count_if(aims_of(measured), &Aim::is_wall_time) == 1);
  measured.figures.fork.t99.reset();
  CHECK(std::ranges::count_if(aims_of(measured), &Aim::is_reached) == 7);
  CHECK(print_aims(measured).find("never   MISSED") != std::string::npos);
}

}  // namespace waarmerk::sim
