#include "node/recon/item_set.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

namespace {

// The same in the plainest way there is.
struct PlainSet {
  std::set<Item> items;

  std::size_t rank(const Item& floor) const {
    return static_cast<std::size_t>(std::distance(items.begin(), items.lower_bound(floor)));
  }
  IdSum sum(Ranks ranks) const {
    IdSum sum;
    std::size_t rank = 0;
    for (const auto& item : items) {
      if (rank >= ranks.from && rank < ranks.to) sum += item.id;
      ++rank;
    }
    return sum;
  }
};

// A thousand changes; keys are drawn from few or all there are.
void compare_with_plain(std::uint64_t seed, std::uint64_t keys) {
  CAPTURE(seed);
  CAPTURE(keys);
  tests::SeededRandom random(seed);
  ItemSet set;
  PlainSet plain;
  for (int i = 0; i < 1000; ++i) {
    const bool removes = !plain.items.empty() && draw_below(random, 3) == 0;
    const auto item =
        removes ? set.at(draw_below(random, set.size())) : tests::draw_item(random, keys);
    if (removes)
      CHECK(set.erase(item) == (plain.items.erase(item) == 1));
    else
      CHECK(set.insert(item) == plain.items.insert(item).second);
    if (i % 50 != 0) continue;
    const auto floor = tests::draw_item(random, keys);
    CHECK(set.rank(Bound(floor.key, floor.id.value)) == plain.rank(floor));
    const auto from = draw_below(random, set.size() + 1);
    const Ranks ranks{from, from + draw_below(random, set.size() - from + 1)};
    CHECK(set.sum(ranks) == plain.sum(ranks));
  }
  const auto items = set.items();
  CHECK(std::ranges::equal(items, plain.items));
  CHECK(set == ItemSet(items));
}

}  // namespace

TEST_CASE("a set answers as a plain one does, whatever is put in and taken out") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U})
    for (const std::uint64_t keys : {0U, 1U, 3U, 300U}) compare_with_plain(seed, keys);
}

TEST_CASE("an item is in a set once") {
  tests::SeededRandom random;
  const auto item = tests::draw_item(random);
  ItemSet set(std::vector{item, item});
  CHECK(set.size() == 1);
  CHECK_FALSE(set.insert(item));
  CHECK(set.contains(item));
  CHECK(set.erase(item));
  CHECK_FALSE(set.erase(item));
  CHECK_FALSE(set.contains(item));
  CHECK(set == ItemSet{});
}

TEST_CASE("a copy stays as it is while the set goes on") {
  tests::SeededRandom random;
  const auto items = tests::draw_items(random, 200);
  ItemSet set(items);
  const auto copy = set;
  for (const auto& item : items) set.erase(item);
  CHECK(set.size() == 0);
  CHECK(copy.size() == 200);
  CHECK(copy == ItemSet(items));
  CHECK(copy != set);
}

TEST_CASE("sets of as many items with other ids are not equal") {
  tests::SeededRandom random;
  CHECK(ItemSet(tests::draw_items(random, 50)) != ItemSet(tests::draw_items(random, 50)));
}

TEST_CASE("every item lies below infinity, and none below the first bound") {
  tests::SeededRandom random;
  auto items = tests::draw_items(random, 50);
  items.push_back({.key = key_max, .id = ItemId(draw<32>(random))});
  const ItemSet set(items);
  CHECK(set.rank(Bound::infinity()) == 51);
  CHECK(set.rank(Bound{}) == 0);
  CHECK(set.rank(Bound(key_max)) == 50);
  CHECK(ItemSet{}.rank(Bound::infinity()) == 0);
}

}  // namespace waarmerk::node::recon
