// What it costs two nodes to find out which heads differ.
#include "tests/sim/comparing.hpp"

#include <doctest/doctest.h>

namespace waarmerk::sim {

TEST_CASE("equal heads are proved in 23 bytes, and ten that differ found in less than 8 kB") {
  const auto equal = compare_heads(1, {.newer = 0});
  CHECK(equal.bytes <= 23);
  CHECK(equal.found == 0);
  const auto ten = compare_heads(1, {.newer = 10});
  CHECK(ten.found == 10);
  CHECK(ten.bytes < 8000);
  MESSAGE("ten of 10,000: " << ten.bytes << " bytes, " << ten.rounds << " rounds");
}

}  // namespace waarmerk::sim
