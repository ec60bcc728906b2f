#include "node/trust/surroundings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/support/random_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

Surroundings around(const TrustTown& town, std::string_view name, int hops) {
  return find_surroundings(town.graph, {{feed_named(name)}, town_time, hops});
}

/// Where it stands in the order, or -1.
int hops_of(const Surroundings& found, std::string_view name) {
  const auto at = std::ranges::find(found.organisations, feed_named(name), &Neighbour::feed);
  return at == found.organisations.end() ? -1 : at->hops;
}

}  // namespace

TEST_CASE("who says something of it, and of whom it says something, as far as the hops go") {
  TrustTown town;
  town.say("gemeente", "west", 60, 1);
  town.say("west", "lab", 120);
  town.say("lab", "mill", 120);
  town.say("school", "lab", 40);
  town.say("far", "away", 120);
  const auto near = around(town, "west", 1);
  CHECK(hops_of(near, "west") == 0);
  CHECK(hops_of(near, "gemeente") == 1);
  CHECK(hops_of(near, "lab") == 1);
  CHECK(hops_of(near, "mill") == -1);
  CHECK(near.organisations[1].feed == feed_named("lab"));  // 120 comes before 60
  CHECK(near.bits.size() == 2);
  CHECK_FALSE(near.is_cut_short);
  const auto wide = around(town, "west", 2);
  CHECK(hops_of(wide, "mill") == 2);
  CHECK(hops_of(wide, "school") == 2);
  CHECK(hops_of(wide, "away") == -1);
  CHECK(wide.bits.size() == 4);
}

TEST_CASE("what is over, was withdrawn or has not begun is not in the picture") {
  TrustTown town;
  auto over = town.bit("west", "over", 120);
  over.until = town_time;
  auto later = town.bit("west", "later", 120);
  later.from = town_time + 1;
  town.add(over);
  town.add(later);
  town.say("west", "withdrawn", 120);
  CHECK(around(town, "west", 4).organisations.size() == 2);
  const auto hash = town.graph.edge(2).hash;
  REQUIRE(town.graph.end(feed_named("west"), hash, town_time - day_ms));
  CHECK(around(town, "west", 4).organisations.size() == 1);
  CHECK(around(town, "west", 4).bits.empty());
}

TEST_CASE("a stranger stands alone, and several can be the centre") {
  TrustTown town;
  town.say("gemeente", "west", 60);
  CHECK(around(town, "nobody", 4).organisations.size() == 1);
  const auto both = find_surroundings(
      town.graph, {{feed_named("nobody"), feed_named("west"), feed_named("west")}, town_time, 1});
  CHECK(both.organisations.size() == 3);
  CHECK(hops_of(both, "west") == 0);
}

TEST_CASE("a crowd is cut short, and those of whom most is said stay") {
  TrustTown town;
  for (int i = 0; i < 100; ++i) town.say("hub", "one " + std::to_string(i), i == 99 ? 120 : 10);
  const auto found = around(town, "hub", 1);
  CHECK(found.is_cut_short);
  CHECK(found.organisations.size() == surroundings_organisations_max);
  CHECK(found.organisations[1].feed == feed_named("one 99"));
  CHECK(found.bits.size() == surroundings_organisations_max - 1);
}

TEST_CASE("a thicket is cut short, too") {
  TrustTown town;
  for (int a = 0; a < 20; ++a)
    for (int b = 0; b < 20; ++b)
      if (a != b) town.say("node " + std::to_string(a), "node " + std::to_string(b), 60, 1);
  const auto found = around(town, "node 0", 1);
  CHECK(found.is_cut_short);
  CHECK(found.organisations.size() == 20);
  CHECK(found.bits.size() == surroundings_bits_max);
}

TEST_CASE("the order in which bits came changes nothing") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    tests::RandomTown one(seed);
    tests::RandomTown other(seed);
    one.arrive();
    other.shuffle();
    other.arrive();
    const auto a = around(one.town, "node 0", 2);
    const auto b = around(other.town, "node 0", 2);
    REQUIRE(a.organisations.size() == b.organisations.size());
    for (std::size_t i = 0; i < a.organisations.size(); ++i)
      CHECK(a.organisations[i].feed == b.organisations[i].feed);
    const auto hashes = [](const auto& town, const auto& found) {
      std::set<Sha256> all;
      for (const auto bit : found.bits) all.insert(town.graph.edge(bit).hash);
      return all;
    };
    CHECK(hashes(one.town, a) == hashes(other.town, b));
  }
}

}  // namespace waarmerk::node::trust
