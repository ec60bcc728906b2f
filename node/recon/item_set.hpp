// ItemSet: items in their order, with the sum of any range at hand.
//
// A tree that is never changed: a changed set shares all but one path with what it was before. So a
// copy costs nothing and stays as it is while a session lasts, and two sets that differ a little
// share the rest.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "node/recon/fingerprint.hpp"
#include "node/recon/item.hpp"
#include "node/recon/item_node.hpp"

namespace waarmerk::node::recon {

/// Ranks of items in a set, counted from 0: from `from` to before `to`.
struct Ranks {
  std::size_t from = 0;
  std::size_t to = 0;

  std::size_t size() const { return to - from; }
};

/// Each of these costs O(log n), and `size` and the sum of all nothing, where keys are spread
/// evenly, as the first bytes of digests are; otherwise at most sixteen steps, and a search among
/// those with one key.
class ItemSet {
 public:
  ItemSet() = default;
  /// `pool`, where there is one, must live as long as sets that came from this one are changed.
  explicit ItemSet(ItemPool* pool) : pool_(pool) {}
  /// Items in any order; those that are twice in it count once. Keys are at most key_max.
  explicit ItemSet(std::vector<Item> items, ItemPool* pool = nullptr);

  std::size_t size() const { return size_of(root_); }
  bool contains(const Item& item) const;

  /// Whether it was not there before. Its key is at most key_max.
  bool insert(const Item& item);
  /// Whether it was there.
  bool erase(const Item& item);

  /// How many items lie below.
  std::size_t rank(const Bound& bound) const;
  /// `rank` is below size().
  Item at(std::size_t rank) const;
  std::vector<Item> items(Ranks ranks) const;
  std::vector<Item> items() const { return items({0, size()}); }

  IdSum sum(Ranks ranks) const;
  Fingerprint fingerprint(Ranks ranks) const { return fingerprint_of(sum(ranks), ranks.size()); }

  /// Sets that share what they are made of are compared by that.
  friend bool operator==(const ItemSet& left, const ItemSet& right);

 private:
  ItemNodeRef root_;
  ItemPool* pool_ = nullptr;
};

}  // namespace waarmerk::node::recon
