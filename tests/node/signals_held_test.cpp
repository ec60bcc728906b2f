#include "node/signals_held.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <initializer_list>

namespace waarmerk::node {
namespace {

volatile std::sig_atomic_t taken = 0;

void take(int /*number*/) { taken = taken + 1; }

}  // namespace

TEST_CASE("a signal that comes while no node runs is for the next one") {
  taken = 0;
  for (const int number : {SIGHUP, SIGTERM, SIGINT}) {
    {
      const SignalsHeld held;
      std::signal(number, SIG_DFL);  // which would end this process
      std::raise(number);
      std::signal(number, take);
    }
    std::signal(number, SIG_DFL);
  }
  CHECK(taken == 3);
}

TEST_CASE("a signal that comes before or behind is taken at once") {
  taken = 0;
  auto* before = std::signal(SIGHUP, take);
  std::raise(SIGHUP);
  CHECK(taken == 1);
  {
    const SignalsHeld held;
  }
  std::raise(SIGHUP);
  CHECK(taken == 2);
  std::signal(SIGHUP, before);
}

}  // namespace waarmerk::node
