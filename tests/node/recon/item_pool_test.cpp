#include "node/recon/item_pool.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "node/recon/item_set.hpp"
#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

TEST_CASE("sets that come to the same items on two ways share every node") {
  tests::SeededRandom random;
  const auto items = tests::draw_items(random, 500);
  ItemPool pool;
  const ItemSet whole(items, &pool);
  const auto nodes = pool.nodes();
  ItemSet grown(&pool);
  for (const auto& item : items) grown.insert(item);
  CHECK(grown == whole);
  pool.sweep();
  CHECK(pool.nodes() == nodes);
}

TEST_CASE("a thousand sets with the same change cost the path of one") {
  tests::SeededRandom random;
  auto items = tests::draw_items(random, 2000);
  ItemPool pool;
  const ItemSet all(items, &pool);
  const auto nodes = pool.nodes();
  std::vector<ItemSet> sets(1000, all);
  const auto newer = tests::draw_item(random);
  for (auto& set : sets) {
    CHECK(set.erase(items[7]));
    CHECK(set.insert(newer));
  }
  pool.sweep();
  CHECK(pool.nodes() <= nodes + 2 * depth_max);
}

TEST_CASE("what no set holds any more is let go, and what one holds is not") {
  tests::SeededRandom random;
  ItemPool pool;
  {
    const ItemSet gone(tests::draw_items(random, 5000), &pool);
    CHECK(pool.nodes() > 1000);
  }
  const ItemSet kept(tests::draw_items(random, 3), &pool);
  pool.sweep();
  CHECK(pool.nodes() == 1);
  CHECK(kept.size() == 3);
}

TEST_CASE("a pool through which much passes stays small by itself") {
  tests::SeededRandom random;
  ItemPool pool;
  ItemSet set(tests::draw_items(random, 500), &pool);
  for (int i = 0; i < 5000; ++i) {
    set.insert(tests::draw_item(random));
    set.erase(set.at(0));
  }
  CHECK(set.size() == 500);
  CHECK(pool.nodes() <= 4096 + 1);
}

}  // namespace waarmerk::node::recon
