#include "node/trust/counted.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

std::size_t count(const TrustTown& town, Allowance allowance, UnixTime at = town_time) {
  const auto node = town.graph.find(feed_named("west"));
  REQUIRE(node);
  const auto counted = count_bits(town.graph, *node, allowance, town.policy, at);
  return static_cast<std::size_t>(std::ranges::count(counted.bits, true));
}

/// So many, a day apart.
TrustTown chatty(int bits) {
  TrustTown town;
  for (int i = 0; i < bits; ++i) {
    auto bit = town.bit("west", "pupil " + std::to_string(i), 60);
    bit.said = bit.from = bit.from + i * day_ms;
    bit.until = bit.from + 365 * day_ms;
    town.add(bit);
  }
  return town;
}

}  // namespace

TEST_CASE("no more count than the quota says, the first of the feed, and of a root all") {
  auto town = chatty(60);
  town.policy.velocity = 1000;
  CHECK(count(town, {.quota = 50}) == 50);
  CHECK(count(town, {.quota = 7}) == 7);
  CHECK(count(town, {.quota = 0}) == 0);
  CHECK(count(town, {.quota = 7, .is_root = true}) == 60);
}

TEST_CASE("so many in so long, and who is quicker waits for the next window") {
  CHECK(count(chatty(30), {.quota = 1000}) == 20);
  CHECK(count(chatty(60), {.quota = 1000}) == 40);
}

TEST_CASE("a bit that ended gives its place to the next, and the change is told beforehand") {
  auto town = chatty(25);
  town.policy.velocity = 1000;
  const auto node = *town.graph.find(feed_named("west"));
  const auto first = town.graph.edge(town.graph.said_by(node)[0]);
  const auto last = town.graph.said_by(node).size() - 1;
  const auto before = count_bits(town.graph, node, {.quota = 24}, town.policy, town_time);
  CHECK_FALSE(before.bits[last]);
  CHECK(before.next_change == first.until);
  const auto after = count_bits(town.graph, node, {.quota = 24}, town.policy, first.until);
  CHECK(after.bits[last]);
  CHECK_FALSE(after.bits[0]);
}

TEST_CASE("a bit is alive from its beginning to its end, and not where a fork took it back") {
  TrustTown town;
  town.say("west", "nieuw", 60);
  auto edge = town.graph.edge(0);
  CHECK(is_alive(edge, edge.from));
  CHECK_FALSE(is_alive(edge, edge.from - 1));
  CHECK_FALSE(is_alive(edge, edge.until));
  edge.is_on_every_branch = false;
  CHECK_FALSE(is_alive(edge, edge.from));
}

TEST_CASE("a new bit waits for a day, or for two witnesses") {
  TrustTown town;
  town.say("west", "nieuw", 60);
  auto edge = town.graph.edge(0);
  edge.first_seen = town_time;
  CHECK_FALSE(is_settled(edge, town.policy, town_time));
  CHECK_FALSE(is_settled(edge, town.policy, town_time + day_ms - 1));
  CHECK(is_settled(edge, town.policy, town_time + day_ms));
  CHECK(next_change(edge, town.policy, town_time) == town_time + day_ms);
  edge.witnesses = 2;
  CHECK(is_settled(edge, town.policy, town_time));
}

}  // namespace waarmerk::node::trust
