// ItemNode: one node of the tree that an ItemSet is. Not for others to include.
//
// The tree has sixteen branches a node, one for each half byte of a key from the top. A part with
// few items is a leaf, always: the same items give the same tree, in whatever order they came.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "node/recon/fingerprint.hpp"
#include "node/recon/item.hpp"

namespace waarmerk::node::recon {

class ItemPool;
struct ItemNode;

/// No node stands for no items.
using ItemNodeRef = std::shared_ptr<const ItemNode>;

struct ItemNode {
  std::size_t size = 0;
  IdSum sum;
  std::vector<Item> items;            ///< of a leaf, in their order
  std::vector<ItemNodeRef> branches;  ///< sixteen, or none of a leaf

  bool is_leaf() const { return branches.empty(); }

  friend bool operator==(const ItemNode&, const ItemNode&) = default;
};

/// A leaf holds no more, but where all items have one key.
inline constexpr std::size_t leaf_items_max = 16;
inline constexpr unsigned depth_max = 16;

inline std::size_t size_of(const ItemNodeRef& node) { return node ? node->size : 0; }

/// Which branch a key takes at a depth.
std::size_t branch_of(std::uint64_t key, unsigned depth);

/// A place in the tree. A pool, where there is one, outlives the call.
struct ItemPlace {
  unsigned depth = 0;
  ItemPool* pool = nullptr;

  ItemPlace below() const { return {depth + 1, pool}; }
};

/// The tree of `items`, which are in order.
ItemNodeRef grow(std::span<const Item> items, ItemPlace place);
/// The tree with one item more, which is not in it yet.
ItemNodeRef with_item(const ItemNodeRef& node, const Item& item, ItemPlace place);
/// The tree without an item, which is in it.
ItemNodeRef without_item(const ItemNodeRef& node, const Item& item, ItemPlace place);

/// Appends the items of ranks `from` to `to` - 1.
void gather(const ItemNode& node, std::size_t from, std::size_t to, std::vector<Item>& items);
/// Adds up their ids.
void add_up(const ItemNode& node, std::size_t from, std::size_t to, IdSum& sum);

}  // namespace waarmerk::node::recon
