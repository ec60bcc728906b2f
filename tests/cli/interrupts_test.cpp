#include "cli/interrupts.hpp"

#include <doctest/doctest.h>
#include <signal.h>

namespace waarmerk::cli {

TEST_CASE("a signal that would end us is held back, and told") {
  Interrupts interrupts;
  CHECK_FALSE(interrupts.happened());
  CHECK_FALSE(interrupts.wait_ms(1));
  REQUIRE(raise(SIGINT) == 0);
  CHECK(interrupts.wait_ms(60'000));
  CHECK(interrupts.happened());
}

TEST_CASE("what was told of one interruption is not told to the next who asks") {
  {
    Interrupts interrupts;
    REQUIRE(raise(SIGTERM) == 0);
    REQUIRE(raise(SIGHUP) == 0);
  }
  Interrupts later;
  CHECK_FALSE(later.happened());
}

}  // namespace waarmerk::cli
