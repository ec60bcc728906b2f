// Waits, and signals to a running loop.
#include "node/net/timer.hpp"

#include <doctest/doctest.h>

#include <memory>

using namespace waarmerk;
using namespace waarmerk::node;

namespace {

struct Seen {
  bool elapsed = false;
  bool cut = false;
};

Task<void> wait_both(net::Runtime& runtime, std::shared_ptr<Seen> seen,
                     std::shared_ptr<net::Timer> timer) {
  seen->elapsed = co_await timer->wait_ms(1);
  seen->cut = !co_await timer->wait_ms(60'000);
  runtime.stop();
}

Task<void> cut(std::shared_ptr<net::Timer> timer) {
  co_await net::sleep_ms(20);
  timer->cut_short();
}

}  // namespace

TEST_CASE("a wait ends by itself or is cut short") {
  net::Runtime runtime({.threads = 1, .signals = false});
  const auto seen = std::make_shared<Seen>();
  const auto timer = std::make_shared<net::Timer>(runtime.executor());
  net::spawn(runtime.executor(), wait_both(runtime, seen, timer));
  net::spawn(runtime.executor(), cut(timer));
  runtime.run();
  CHECK(seen->elapsed);
  CHECK(seen->cut);
}
