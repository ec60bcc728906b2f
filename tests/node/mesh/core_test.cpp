#include "node/mesh/core.hpp"

#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

std::uint64_t hash_of_story(std::uint8_t word) {
  LoneCore node;
  const auto link = node.up(1);
  node.up(2);
  node.hear(link, node.write(3, word));
  node.wait(3 * minute_ms);
  return node.core.state_hash();
}

}  // namespace

TEST_CASE("equal seeds and inputs give equal states, and other inputs others") {
  CHECK(hash_of_story(1) == hash_of_story(1));
  CHECK(hash_of_story(1) != hash_of_story(2));
}

TEST_CASE("a core asks to be woken, and wakes up less than once a second when nothing happens") {
  LoneCore node;
  CHECK(node.wake > node.now);
  const auto before = node.now;
  int times = 0;
  while (node.now < before + minute_ms && times < 100) {
    node.now = node.wake;
    node.tell(Timer{});
    ++times;
  }
  CHECK(times < 30);
}

TEST_CASE("what we are interested in can change") {
  LoneCore node({.subscription = {.feeds = {}}});
  const auto link = node.up(1);
  node.tell(SubscriptionChanged{{.all = true}});
  const auto told = node.sent<gossip::Subscribe>(link);
  REQUIRE_FALSE(told.empty());
  CHECK(told.back().all);
  node.hear(link, node.write(3));
  CHECK(node.held(3) == 2);
}

TEST_CASE("what is kept of what others say has an end") {
  LoneCore node;
  const auto link = node.up(1);
  auto theirs = node.other_disk();
  for (std::uint8_t i = 0; i < 100; ++i) {
    const auto entry = node.write(3, theirs, i);
    LoneCore::keep(theirs, entry);
    if (i > 0) node.hear(link, entry);  // the first is missing
  }
  CHECK(node.core.waiting() <= feed::parked_max + 1);
  node.wait(11 * minute_ms);
  CHECK(node.core.waiting() == 0);
}

}  // namespace waarmerk::node::mesh
