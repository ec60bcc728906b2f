#include "node/trust/region.hpp"

#include <doctest/doctest.h>

#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

Region region_of(const TrustTown& town, std::string_view issuer) {
  return find_region(town.graph, town.policy, town.about(issuer), {});
}

/// One introducer, whom the root trusts, and whom he introduces.
TrustTown introducer(int fakes, std::uint32_t quota) {
  TrustTown town;
  town.believe("gemeente");
  auto bit = town.bit("gemeente", "west", 120, 1);
  bit.quota = quota;
  town.add(bit);
  for (int i = 0; i < fakes; ++i) town.say("west", "fake " + std::to_string(i), 120);
  town.policy.velocity = 100'000;
  return town;
}

int accepted(const TrustTown& town, int fakes) {
  int count = 0;
  for (int i = 0; i < fakes; ++i) {
    if (!region_of(town, "fake " + std::to_string(i)).hops.empty()) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a region holds what lies between the roots and the issuer, and nothing beside it") {
  TrustTown town;
  town.believe("gemeente");
  town.say("gemeente", "west", 120, 1);
  town.say("west", "nieuw", 120);
  town.say("west", "other", 120);
  town.say("stranger", "nieuw", 120);
  town.say("nieuw", "gemeente", 120, 1);
  const auto region = region_of(town, "nieuw");
  CHECK(region.hops.size() == 2);
  CHECK(region.stops.size() == 3);
  CHECK(region.roots.size() == 1);
  REQUIRE(region.issuer);
  CHECK(town.graph.feed_of(region.stops[*region.issuer]) == feed_named("nieuw"));
}

TEST_CASE("who was captured introduces no more than his quota, however many he names") {
  CHECK(accepted(introducer(300, 200), 300) == 200);
  CHECK(accepted(introducer(300, 0), 300) == 50);
  CHECK(accepted(introducer(30, 5), 30) == 5);
}

TEST_CASE("no more new bits of one truster count than the velocity allows") {
  auto town = introducer(100, 1000);
  town.policy.velocity = 20;
  CHECK(accepted(town, 100) == 20);
}

TEST_CASE("a bit of a stranger that is new waits, one of a root counts at once") {
  TrustTown town;
  town.believe("gemeente");
  auto own = town.bit("gemeente", "west", 120, 1);
  own.first_seen = town_time;
  town.add(own);
  auto other = town.bit("west", "nieuw", 120);
  other.first_seen = town_time;
  town.add(other);
  CHECK(region_of(town, "west").hops.size() == 1);
  const auto waiting = region_of(town, "nieuw");
  CHECK(waiting.hops.empty());
  CHECK(waiting.next_change == town_time + day_ms);
  auto later = town.about("nieuw");
  later.at = town_time + day_ms;
  CHECK(find_region(town.graph, town.policy, later, {}).hops.size() == 2);
}

TEST_CASE("trust about something else does not carry over") {
  TrustTown town;
  town.believe("gemeente");
  auto bit = town.bit("gemeente", "west", 120);
  bit.scope = tests::skill("swimming");
  town.add(bit);
  CHECK(region_of(town, "west").hops.empty());
}

TEST_CASE("a way of five hops is none") {
  TrustTown town;
  town.believe("n0", 120, 3);
  for (int i = 0; i < 5; ++i) {
    town.say("n" + std::to_string(i), "n" + std::to_string(i + 1), 120, 3);
  }
  CHECK(region_of(town, "n4").hops.size() == 4);
  CHECK(region_of(town, "n5").hops.empty());
}

}  // namespace waarmerk::node::trust
