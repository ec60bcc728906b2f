// Signals, and the system's clock.
#include "node/net/runtime.hpp"

#include <doctest/doctest.h>

#include <csignal>

using namespace waarmerk;
using namespace waarmerk::node;

TEST_CASE("SIGHUP reloads, SIGTERM stops in an orderly way, a second one at once") {
  net::Runtime runtime({.threads = 1, .signals = true});
  int reloads = 0;
  int stops = 0;
  runtime.on_reload([&] {
    ++reloads;
    std::raise(SIGTERM);
  });
  runtime.on_stop([&] {
    ++stops;
    std::raise(SIGTERM);
  });
  std::raise(SIGHUP);
  runtime.run();
  CHECK(reloads == 1);
  CHECK(stops == 1);
}

TEST_CASE("the system's clock is in this century") {
  CHECK(net::SystemClock().now() > UnixTime{1'700'000'000'000});
}
