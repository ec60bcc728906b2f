#include "node/recon/item_node.hpp"

#include <doctest/doctest.h>

#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

namespace {

Item item_at(std::uint64_t key) { return {.key = key, .id = {}}; }

std::vector<Item> items_below(std::uint64_t count) {
  std::vector<Item> items;
  for (std::uint64_t key = 0; key < count; ++key) items.push_back(item_at(key));
  return items;
}

}  // namespace

TEST_CASE("a branch is a half byte of the key, from the top") {
  CHECK(branch_of(0x1234'0000'0000'000f, 0) == 1);
  CHECK(branch_of(0x1234'0000'0000'000f, 3) == 4);
  CHECK(branch_of(0x1234'0000'0000'000f, 15) == 15);
}

TEST_CASE("up to sixteen items are a leaf, and one more has branches") {
  CHECK(grow({}, {}) == nullptr);
  CHECK(grow(items_below(16), {})->is_leaf());
  const auto more = grow(items_below(17), {});
  CHECK_FALSE(more->is_leaf());
  CHECK(more->size == 17);
}

TEST_CASE("items with one key are one leaf at the bottom, however many they are") {
  tests::SeededRandom random;
  auto items = tests::draw_items(random, 40, 1);
  std::ranges::sort(items);
  const auto tree = grow(items, {});
  unsigned depth = 0;
  const ItemNode* node = nullptr;
  for (node = tree.get(); !node->is_leaf(); node = node->branches[0].get()) ++depth;
  CHECK(depth == depth_max);
  CHECK(node->items == items);
}

TEST_CASE("what is taken away leaves the tree that was there before it came") {
  const auto items = items_below(16);
  const auto before = grow(items, {});
  const auto more = with_item(before, item_at(16), {});
  CHECK(more->size == 17);
  const auto after = without_item(more, item_at(16), {});
  CHECK(after->is_leaf());
  CHECK(*after == *before);
  CHECK(without_item(grow(std::vector{item_at(1)}, {}), item_at(1), {}) == nullptr);
}

TEST_CASE("a part of the ranks is gathered and added up") {
  tests::SeededRandom random(3);
  auto items = tests::draw_items(random, 300);
  std::ranges::sort(items);
  const auto tree = grow(items, {});
  std::vector<Item> part;
  gather(*tree, 20, 290, part);
  CHECK(std::ranges::equal(part, std::span(items).subspan(20, 270)));
  IdSum sum;
  for (const auto& item : part) sum += item.id;
  IdSum added;
  add_up(*tree, 20, 290, added);
  CHECK(added == sum);
}

}  // namespace waarmerk::node::recon
