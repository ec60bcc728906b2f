// One thing that goes wrong at a time, and what becomes of it.
#include "tests/sim/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace waarmerk::sim {

namespace {

// Twenty nodes between whom nothing is wrong yet.
class Town : public World {
 public:
  explicit Town(std::uint64_t seed, std::int64_t ms = minute_ms)
      : World({.seed = seed, .nodes = 20, .start_ms = second_ms}) {
    run(ms);
  }

  /// How many hold that much of a feed.
  std::size_t with(std::size_t author, std::uint64_t seq) const {
    return static_cast<std::size_t>(std::ranges::count_if(nodes(), [&](const auto& node) {
      return node.disk->head(notary().feed(author))->seq >= seq;
    }));
  }
  /// The author adds an entry: how many hold it after so long.
  std::size_t hearers(std::size_t author, std::int64_t after_ms) {
    REQUIRE(publish(author));
    const auto seq = nodes()[author].disk->head(notary().feed(author))->seq;
    run(after_ms);
    return with(author, seq);
  }
  bool is_well() const { return all_equal() && violations().empty(); }
};

}  // namespace

TEST_CASE("an update reaches everybody") {
  Town town(1);
  CHECK(town.hearers(3, 2 * second_ms) == 20);
  CHECK(town.is_well());
}

TEST_CASE("a node that was cut off for a while catches up by comparing") {
  Town town(2);
  town.split(50);
  for (int i = 0; i < 5; ++i) town.hearers(3, minute_ms);
  CHECK_FALSE(town.all_equal());
  town.heal();
  town.run(4 * minute_ms);
  CHECK(town.with(3, 6) == 20);
  CHECK(town.is_well());
}

TEST_CASE("who says two things is found out by everybody") {
  Town town(3);
  town.equivocate(4);
  town.run(2 * second_ms);
  CHECK(town.tally().forks().back().delays_ms.size() >= 19);
  town.run(3 * minute_ms);
  CHECK(town.is_well());
}

TEST_CASE("what is dated before the entry that it follows is kept by nobody") {
  Town town(4);
  town.date_back(5);
  town.run(minute_ms);
  CHECK(town.with(5, 2) == 0);
  CHECK(town.nodes()[5].core->links() > 0);
}

TEST_CASE("a flooder loses every link that it floods") {
  Town town(5);
  const auto flooded = town.nodes()[6].links;
  REQUIRE_FALSE(flooded.empty());
  town.flood(6);
  town.run(second_ms);
  CHECK(std::ranges::find_first_of(town.nodes()[6].links, flooded) == town.nodes()[6].links.end());
  CHECK(town.hearers(1, minute_ms) >= 19);
}

TEST_CASE("suppressors and liars stop nothing") {
  Town town(6, 0);
  for (const std::size_t node : {1U, 2U, 3U}) town.set_role(node, Role::suppressor);
  for (const std::size_t node : {4U, 5U}) town.set_role(node, Role::liar);
  town.run(minute_ms);
  CHECK(town.hearers(10, minute_ms) == 20);
}

TEST_CASE("a node whose old disk is put back finds its own entries before it signs again") {
  Town town(7);
  town.hearers(8, minute_ms);
  town.back_up(8);
  town.publish(8);
  town.hearers(8, minute_ms);
  town.crash(8, false);
  town.run(second_ms);
  town.restore(8);
  CHECK_FALSE(town.publish(8));
  town.run(minute_ms);
  CHECK(town.hearers(8, minute_ms) == 20);
  CHECK(town.with(8, 5) == 20);
  CHECK(town.is_well());
}

TEST_CASE("half-open links are found and replaced") {
  Town town(8);
  for (std::size_t node = 0; node < 20; ++node) town.half_open(node);
  town.run(5 * minute_ms);
  CHECK(town.hearers(9, 2 * minute_ms) == 20);
  CHECK(town.is_well());
}

TEST_CASE("real signatures are judged as the short ones are") {
  World world({.seed = 9, .nodes = 6, .signatures = Signatures::real, .addresses = 4});
  world.run(minute_ms);
  REQUIRE(world.publish(2));
  world.run(minute_ms);
  CHECK(std::ranges::all_of(world.nodes(), [&](const auto& node) {
    return node.disk->head(world.notary().feed(2))->seq == 2;
  }));
}

TEST_CASE("a full disk takes nothing, signs nothing, and all of it once there is room") {
  Town town(10);
  town.fill_disk(3, true);
  CHECK_FALSE(town.publish(3));
  CHECK(town.hearers(4, 5 * minute_ms) == 19);
  town.fill_disk(3, false);
  town.run(4 * minute_ms);
  CHECK(town.with(4, 2) == 20);
  CHECK(town.hearers(3, minute_ms) == 20);
  CHECK(town.is_well());
}

TEST_CASE("a slow disk delays its node, and nobody else") {
  Town town(11);
  town.slow_disk(3, 5 * second_ms);
  for (const std::size_t author : {4U, 5U}) town.publish(author);
  CHECK(town.hearers(6, 2 * second_ms) == 19);
  town.run(20 * second_ms);
  CHECK(town.with(6, 2) == 20);
}

TEST_CASE("a link that is clogged is gone round") {
  Town town(12);
  for (std::size_t node = 0; node < 20; ++node) town.clog(node, 5, 10 * minute_ms);
  CHECK(town.hearers(7, 5 * second_ms) == 20);
}

TEST_CASE("where words go one way only, links end, and all is made good afterwards") {
  Town town(13);
  town.split(40, true);
  town.run(5 * minute_ms);
  town.hearers(2, minute_ms);
  town.calm();
  town.run(4 * minute_ms);
  CHECK(town.with(2, 2) == 20);
  CHECK(town.is_well());
}

TEST_CASE("an entry that was written and told to nobody is told by comparing") {
  Town town(14);
  town.die_publishing(2);
  town.run(minute_ms);
  CHECK(town.with(2, 2) == 1);
  town.start(2);
  town.run(2 * minute_ms);
  CHECK(town.with(2, 2) == 20);
  CHECK(town.hearers(2, minute_ms) == 20);
  CHECK(town.is_well());
}

TEST_CASE("who sees only what once was takes nothing back from others") {
  Town town(15);
  for (const std::size_t node : {3U, 4U, 5U}) town.set_role(node, Role::stale);
  CHECK(town.hearers(9, 10 * minute_ms) == 17);
  CHECK(town.is_well());
}

TEST_CASE("who holds links and says nothing on them keeps nobody from the others") {
  Town town(16, 0);
  for (const std::size_t node : {1U, 2U, 3U, 4U}) {
    town.set_role(node, Role::loris);
    town.run(5 * second_ms);
    town.hold_links(node);
  }
  town.run(minute_ms);
  CHECK(town.hearers(9, 2 * minute_ms) >= 16);
  CHECK(town.is_well());
}

TEST_CASE("a node that many surround, who know only each other, hears of everything") {
  World world({.seed = 17, .nodes = 30, .start_ms = second_ms});
  world.run(20 * second_ms);
  std::vector<std::size_t> sybils;
  for (std::size_t node = 15; node < 30; ++node) sybils.push_back(node);
  const auto victim = static_cast<std::size_t>(
      std::ranges::find(world.nodes(), false, &World::Node::hidden) - world.nodes().begin());
  REQUIRE(victim < 15);
  world.besiege(victim, sybils, 30);
  world.run(10 * minute_ms);
  const auto author = victim == 7 ? std::size_t{8} : std::size_t{7};
  world.publish(author);
  world.run(2 * minute_ms);
  CHECK(world.nodes()[victim].disk->head(world.notary().feed(author))->seq == 2);
  CHECK(world.all_equal());
}

TEST_CASE("an address that nobody signed for is dialled by nobody") {
  Town town(18);
  town.forge_address(4);
  town.run(5 * minute_ms);
  CHECK(town.violations().empty());
}

TEST_CASE("who took a key is found out, and its owner goes on with another") {
  Town town(22);
  town.capture(6);
  town.run(5 * minute_ms);
  CHECK(town.nodes()[6].disk->head(town.notary().feed(6))->epoch == 1);
  CHECK(town.is_well());
  CHECK(town.hearers(6, minute_ms) == 20);
  CHECK(town.is_well());
}

TEST_CASE("of one feed no more is kept than it may bring") {
  Town town(20);
  town.chatter(5, 150);
  town.run(10 * second_ms);
  CHECK(town.with(5, 63) == 1);
  CHECK(town.all_equal());
}

TEST_CASE("who wakes up in another hour is understood again once its clock is right") {
  Town town(21);
  town.wake_in_other_time(3, -hour_ms);
  town.wake_in_other_time(4, hour_ms);
  town.run(minute_ms);
  for (const std::size_t author : {3U, 4U, 5U}) town.publish(author);
  town.run(2 * minute_ms);
  CHECK(town.with(3, 2) == 20);
  CHECK(town.with(4, 2) == 1);
  town.calm();
  town.run(4 * minute_ms);
  CHECK(town.with(5, 2) == 20);
  CHECK(town.is_well());
}

TEST_CASE("what witnesses saw is known to whoever asks, and never taken back") {
  World world({.seed = 22, .nodes = 20, .start_ms = second_ms, .witnesses = 3});
  world.run(minute_ms);
  world.publish(4);
  world.run(12 * minute_ms);
  CHECK(world.told_snapshots() >= 6);
  world.ask_witnesses(9, 4);
  world.run(5 * second_ms);
  const auto proofs = world.testimony(9, 4);
  REQUIRE(proofs.size() >= 2);
  for (const auto& proof : proofs) CHECK(proof.leaf.head.seq == 2);
  CHECK(world.violations().empty());
}

}  // namespace waarmerk::sim
