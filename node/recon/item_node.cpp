#include "node/recon/item_node.hpp"

#include <algorithm>
#include <utility>

#include "node/recon/item_pool.hpp"

namespace waarmerk::node::recon {

namespace {

constexpr std::size_t branches_count = 16;

ItemNodeRef finished(ItemNode node, ItemPool* pool) {
  if (pool != nullptr) return pool->share(std::move(node));
  return std::make_shared<const ItemNode>(std::move(node));
}

ItemNodeRef leaf_of(std::vector<Item> items, ItemPool* pool) {
  if (items.empty()) return nullptr;
  ItemNode node{.size = items.size(), .sum = {}, .items = std::move(items), .branches = {}};
  for (const auto& item : node.items) node.sum += item.id;
  return finished(std::move(node), pool);
}

ItemNodeRef node_of(std::vector<ItemNodeRef> branches, ItemPool* pool) {
  ItemNode node{.size = 0, .sum = {}, .items = {}, .branches = std::move(branches)};
  for (const auto& branch : node.branches) {
    if (!branch) continue;
    node.size += branch->size;
    node.sum += branch->sum;
  }
  return finished(std::move(node), pool);
}

// Calls `visit` with each branch that holds some of the ranks, and with which of its own.
template <class Visit>
void visit_branches(const ItemNode& node, std::size_t from, std::size_t to, Visit visit) {
  std::size_t first = 0;
  for (const auto& branch : node.branches) {
    if (first >= to) return;
    const auto end = first + size_of(branch);
    if (end > from && branch)
      visit(*branch, std::max(from, first) - first, std::min(to, end) - first);
    first = end;
  }
}

}  // namespace

std::size_t branch_of(std::uint64_t key, unsigned depth) {
  return key >> 4 * (depth_max - 1 - depth) & (branches_count - 1);
}

ItemNodeRef grow(std::span<const Item> items, ItemPlace place) {
  if (items.size() <= leaf_items_max || place.depth == depth_max)
    return leaf_of({items.begin(), items.end()}, place.pool);
  std::vector<ItemNodeRef> branches(branches_count);
  while (!items.empty()) {
    const auto index = branch_of(items.front().key, place.depth);
    const auto end = std::ranges::find_if_not(
        items, [&](const Item& item) { return branch_of(item.key, place.depth) == index; });
    const auto count = static_cast<std::size_t>(end - items.begin());
    branches[index] = grow(items.first(count), place.below());
    items = items.subspan(count);
  }
  return node_of(std::move(branches), place.pool);
}

ItemNodeRef with_item(const ItemNodeRef& node, const Item& item, ItemPlace place) {
  if (!node || node->is_leaf()) {
    auto items = node ? node->items : std::vector<Item>{};
    items.insert(std::ranges::lower_bound(items, item), item);
    return grow(items, place);
  }
  auto branches = node->branches;
  auto& branch = branches[branch_of(item.key, place.depth)];
  branch = with_item(branch, item, place.below());
  return node_of(std::move(branches), place.pool);
}

ItemNodeRef without_item(const ItemNodeRef& node, const Item& item, ItemPlace place) {
  if (node->is_leaf() || node->size - 1 <= leaf_items_max) {
    std::vector<Item> items;
    gather(*node, 0, node->size, items);
    items.erase(std::ranges::lower_bound(items, item));
    return leaf_of(std::move(items), place.pool);
  }
  auto branches = node->branches;
  auto& branch = branches[branch_of(item.key, place.depth)];
  branch = without_item(branch, item, place.below());
  return node_of(std::move(branches), place.pool);
}

void gather(const ItemNode& node, std::size_t from, std::size_t to, std::vector<Item>& items) {
  if (node.is_leaf()) {
    const auto part = std::span(node.items).subspan(from, to - from);
    items.insert(items.end(), part.begin(), part.end());
    return;
  }
  visit_branches(node, from, to, [&](const ItemNode& branch, std::size_t first, std::size_t end) {
    gather(branch, first, end, items);
  });
}

void add_up(const ItemNode& node, std::size_t from, std::size_t to, IdSum& sum) {
  if (from == 0 && to == node.size) {
    sum += node.sum;
    return;
  }
  if (node.is_leaf()) {
    for (const auto& item : std::span(node.items).subspan(from, to - from)) sum += item.id;
    return;
  }
  visit_branches(node, from, to, [&](const ItemNode& branch, std::size_t first, std::size_t end) {
    add_up(branch, first, end, sum);
  });
}

}  // namespace waarmerk::node::recon
