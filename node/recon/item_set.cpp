#include "node/recon/item_set.hpp"

#include <algorithm>
#include <cassert>

namespace waarmerk::node::recon {

namespace {

std::size_t rank_of(const ItemNodeRef& root, const Item& floor) {
  std::size_t rank = 0;
  const auto* node = root.get();
  for (unsigned depth = 0; node != nullptr && !node->is_leaf(); ++depth) {
    const auto taken = branch_of(floor.key, depth);
    for (std::size_t i = 0; i < taken; ++i) rank += size_of(node->branches[i]);
    node = node->branches[taken].get();
  }
  if (node == nullptr) return rank;
  const auto found = std::ranges::lower_bound(node->items, floor);
  return rank + static_cast<std::size_t>(found - node->items.begin());
}

bool are_equal(const ItemNodeRef& left, const ItemNodeRef& right) {
  if (left == right) return true;
  if (!left || !right || left->size != right->size || left->sum != right->sum) return false;
  return left->items == right->items &&
         std::ranges::equal(left->branches, right->branches, are_equal);
}

}  // namespace

ItemSet::ItemSet(std::vector<Item> items, ItemPool* pool) : pool_(pool) {
  std::ranges::sort(items);
  const auto twice = std::ranges::unique(items);
  items.erase(twice.begin(), twice.end());
  assert(items.empty() || items.back().key <= key_max);
  root_ = grow(items, {.depth = 0, .pool = pool_});
}

bool ItemSet::contains(const Item& item) const {
  const auto rank = rank_of(root_, item);
  return rank < size() && at(rank) == item;
}

bool ItemSet::insert(const Item& item) {
  assert(item.key <= key_max);
  if (contains(item)) return false;
  root_ = with_item(root_, item, {.depth = 0, .pool = pool_});
  return true;
}

bool ItemSet::erase(const Item& item) {
  if (!contains(item)) return false;
  root_ = without_item(root_, item, {.depth = 0, .pool = pool_});
  return true;
}

std::size_t ItemSet::rank(const Bound& bound) const { return rank_of(root_, bound.floor()); }

Item ItemSet::at(std::size_t rank) const {
  assert(rank < size());
  const auto* node = root_.get();
  while (!node->is_leaf()) {
    auto branch = node->branches.begin();
    while (rank >= size_of(*branch)) rank -= size_of(*branch++);
    node = branch->get();
  }
  return node->items[rank];
}

std::vector<Item> ItemSet::items(Ranks ranks) const {
  assert(ranks.from <= ranks.to && ranks.to <= size());
  std::vector<Item> items;
  items.reserve(ranks.size());
  if (root_) gather(*root_, ranks.from, ranks.to, items);
  return items;
}

IdSum ItemSet::sum(Ranks ranks) const {
  assert(ranks.from <= ranks.to && ranks.to <= size());
  IdSum sum;
  if (root_) add_up(*root_, ranks.from, ranks.to, sum);
  return sum;
}

bool operator==(const ItemSet& left, const ItemSet& right) {
  return are_equal(left.root_, right.root_);
}

}  // namespace waarmerk::node::recon
