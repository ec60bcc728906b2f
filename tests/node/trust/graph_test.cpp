#include "node/trust/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

UnixTime end_of(const TrustTown& town, std::string_view truster, std::size_t number) {
  const auto node = town.graph.find(feed_named(truster));
  REQUIRE(node);
  return town.graph.edge(town.graph.said_by(*node)[number]).until;
}

}  // namespace

TEST_CASE("what one says stands in the order of his feed, in whichever order it came") {
  TrustTown town;
  const auto first = town.bit("gemeente", "west", 60);
  const auto second = town.bit("gemeente", "tao", 60);
  town.add(second);
  town.add(first);
  town.add(first);
  const auto node = *town.graph.find(feed_named("gemeente"));
  REQUIRE(town.graph.said_by(node).size() == 2);
  CHECK(town.graph.edge(town.graph.said_by(node)[0]).hash == first.hash);
  CHECK(town.graph.said_of(*town.graph.find(feed_named("west"))).size() == 1);
  CHECK(town.graph.edges() == 2);
}

TEST_CASE("a later bit about the same takes the place of an earlier one from when it was said") {
  for (const bool backwards : {false, true}) {
    TrustTown town;
    const auto old = town.bit("gemeente", "west", 60);
    auto replacement = town.bit("gemeente", "west", 120);
    replacement.said = replacement.from = town_time - 10 * day_ms;
    auto other = town.bit("gemeente", "west", 90);
    other.scope = tests::skill("swimming");
    town.add(backwards ? replacement : old);
    town.add(backwards ? old : replacement);
    town.add(other);
    CHECK(end_of(town, "gemeente", 0) == town_time - 10 * day_ms);
    CHECK(end_of(town, "gemeente", 1) == replacement.until);
    CHECK(end_of(town, "gemeente", 2) == other.until);
  }
}

TEST_CASE("what takes whose place does not hang on who came first, nor on times that go back") {
  TrustTown town;
  std::vector<TrustBit> bits;
  for (const auto days : {50, 20, 40, 10, 30}) {
    bits.push_back(town.bit("gemeente", "west", 60));
    bits.back().said = town_time - days * day_ms;
  }
  const auto ends_of = [&](const std::vector<std::size_t>& order) {
    TrustTown other;
    for (const auto i : order) other.add(bits[i]);
    std::vector<UnixTime> ends;
    for (std::size_t i = 0; i < bits.size(); ++i) ends.push_back(end_of(other, "gemeente", i));
    return ends;
  };
  std::vector<std::size_t> order{0, 1, 2, 3, 4};
  const auto first = ends_of(order);
  const auto ago = [](int days) { return town_time - days * day_ms; };
  CHECK(first == std::vector<UnixTime>{ago(40), ago(40), ago(30), ago(30), bits[4].until});
  while (std::ranges::next_permutation(order).found) CHECK(ends_of(order) == first);
}

TEST_CASE("a bit is found among many of its truster, and nobody else's") {
  TrustTown town;
  std::vector<TrustBit> bits;
  for (int i = 0; i < 300; ++i) bits.push_back(town.bit("gemeente", "west", 60));
  for (const auto& bit : bits) town.add(bit);
  const auto node = *town.graph.find(feed_named("gemeente"));
  for (std::size_t i = 0; i < bits.size(); ++i) {
    CHECK(town.graph.witness(bits[i].truster, bits[i].hash, 7));
    const auto bit = town.graph.said_by(node)[i];
    CHECK(town.graph.edge(bit).witnesses == 7);
    CHECK(town.graph.rank(bit) == i);
  }
  CHECK_FALSE(town.graph.witness(bits[0].trustee, bits[0].hash, 8));
  CHECK_FALSE(town.graph.witness(bits[0].truster, sha256(bytes_of("no bit")), 8));
}

TEST_CASE("a bit that is withdrawn counts until then, and a later word does not lengthen it") {
  TrustTown town;
  const auto bit = town.bit("gemeente", "west", 60);
  town.add(bit);
  CHECK(town.graph.end(bit.truster, bit.hash, town_time));
  CHECK(town.graph.end(bit.truster, bit.hash, town_time + day_ms));
  CHECK(end_of(town, "gemeente", 0) == town_time);
  CHECK_FALSE(town.graph.end(bit.trustee, bit.hash, town_time));
}

TEST_CASE("those of one group share it, and each is its own until it is said otherwise") {
  TrustTown town;
  town.say("gemeente", "west", 60);
  town.graph.put_in_group(feed_named("dept a"), "city.example");
  town.graph.put_in_group(feed_named("dept b"), "city.example");
  const auto group = [&](std::string_view name) {
    return town.graph.group_of(*town.graph.find(feed_named(name)));
  };
  CHECK(group("dept a") == group("dept b"));
  CHECK(group("gemeente") != group("west"));
  CHECK(group("gemeente") != group("dept a"));
}

TEST_CASE("a bit that no rule allows is refused, and changes nothing") {
  TrustTown town;
  const auto good = town.bit("gemeente", "west", 60, 1);
  const auto refuses = [&](auto spoil) {
    auto bit = good;
    spoil(bit);
    const auto added = town.graph.add(bit);
    return !added && added.error().code == bad_bit && town.graph.edges() == 0;
  };
  CHECK(refuses([](auto& bit) { bit.trustee = bit.truster; }));
  CHECK(refuses([](auto& bit) { bit.amount = 0; }));
  CHECK(refuses([](auto& bit) { bit.amount = 130; }));
  CHECK(refuses([](auto& bit) { bit.amount = 65; }));
  CHECK(refuses([](auto& bit) { bit.depth = 4; }));
  CHECK(refuses([](auto& bit) { bit.depth = -1; }));
  CHECK(refuses([](auto& bit) { bit.kind = Kind::issue; }));
  CHECK(refuses([](auto& bit) { bit.until = bit.from; }));
  CHECK(refuses([](auto& bit) { bit.until = bit.from + bit_ms_max + 1; }));
  CHECK(town.graph.add(good));
}

TEST_CASE("more witnesses of a bit are noted, and fewer are not") {
  TrustTown town;
  const auto bit = town.bit("gemeente", "west", 60);
  town.add(bit);
  CHECK(town.graph.witness(bit.truster, bit.hash, 3));
  CHECK(town.graph.witness(bit.truster, bit.hash, 1));
  const auto node = *town.graph.find(bit.truster);
  CHECK(town.graph.edge(town.graph.said_by(node)[0]).witnesses == 3);
  CHECK_FALSE(town.graph.witness(bit.trustee, bit.hash, 1));
}

TEST_CASE("what touches a bit is a change of both its ends, and nothing else is") {
  TrustTown town;
  const auto bit = town.bit("gemeente", "west", 60);
  const auto changed = [&](std::string_view name) { return town.graph.changed(feed_named(name)); };
  CHECK(changed("west") == 0);
  town.add(bit);
  CHECK(changed("gemeente") == 1);
  CHECK(changed("west") == 1);
  town.say("mill", "farm", 60);
  CHECK(changed("west") == 1);
  town.graph.end(bit.truster, bit.hash, town_time);
  CHECK(changed("west") == 3);
  town.graph.end(bit.truster, bit.hash, town_time);
  town.add(bit);
  CHECK(town.graph.changes() == 3);
  CHECK(town.graph.leave_behind(bit.truster, bit.hash));
  town.graph.leave_behind(bit.truster, bit.hash);
  CHECK(changed("gemeente") == 4);
  town.graph.put_in_group(feed_named("west"), "one");
  town.graph.put_in_group(feed_named("west"), "one");
  CHECK(changed("west") == 5);
  CHECK(changed("gemeente") == 4);
  CHECK_FALSE(town.graph.leave_behind(bit.trustee, bit.hash));
}

TEST_CASE("a way changes with a bit that introduces, or with the group of who is introduced") {
  TrustTown town;
  auto& graph = town.graph;
  town.say("gemeente", "lab", 60);
  graph.put_in_group(feed_named("lab"), "one");
  CHECK(graph.ways_changed() == 0);
  auto bit = town.bit("gemeente", "west", 60, 1);
  town.add(bit);
  CHECK(graph.ways_changed() == graph.changes());
  town.say("west", "lab", 60);
  graph.put_in_group(feed_named("gemeente"), "two");
  CHECK(graph.ways_changed() == graph.changes() - 2);
  graph.put_in_group(feed_named("west"), "two");
  CHECK(graph.ways_changed() == graph.changes());
  town.say("mill", "farm", 60);
  CHECK(graph.ways_changed() == graph.changes() - 1);
  graph.end(bit.truster, bit.hash, town_time);
  CHECK(graph.ways_changed() == graph.changes());
}

TEST_CASE("a bit that believes and takes the place of one that introduces changes a way") {
  TrustTown town;
  town.say("gemeente", "west", 60, 1);
  auto later = town.bit("gemeente", "west", 60);
  later.said = later.from = later.said + day_ms;
  town.add(later);
  CHECK(town.graph.changes() == 2);
  CHECK(town.graph.ways_changed() == 2);
}

}  // namespace waarmerk::node::trust
