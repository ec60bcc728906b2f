// A node that was put back from a backup asks before it signs.
#include "tests/sim/restores.hpp"

#include <doctest/doctest.h>

namespace waarmerk::sim {

TEST_CASE("no node forks itself in many restores, and nearly all may sign again") {
  const auto counts = restore_often(1, 2000, {});
  CHECK(counts.forked == 0);
  CHECK(counts.safe >= 1900);
}

TEST_CASE("a node that nobody answers signs nothing") {
  const auto counts = restore_often(2, 100, {.silent_percent = 100});
  CHECK(counts.waiting == 100);
}

TEST_CASE("that nobody else knows of the last entries cannot be known: such forks are counted") {
  const auto counts = restore_often(3, 500, {.late_in_thousand = 1000});
  CHECK(counts.forked > 0);
}

}  // namespace waarmerk::sim
