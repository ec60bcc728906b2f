// ItemPool: lets many sets that hold nearly the same keep each equal part once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "node/recon/item_node.hpp"

namespace waarmerk::node::recon {

/// For a process with thousands of sets, such as the simulator: its memory grows with what differs
/// between them, not with their number. Used from one thread, and lives as long as the sets that
/// were made with it are changed. A node with one set needs none.
class ItemPool {
 public:
  /// The one node that is equal to this.
  ItemNodeRef share(ItemNode node);

  std::size_t nodes() const { return nodes_.size(); }
  /// Lets go of what no set holds any more. Happens by itself as the pool grows.
  void sweep();

 private:
  std::unordered_multimap<std::uint64_t, ItemNodeRef> nodes_;
  std::size_t sweep_above_ = 4096;
};

}  // namespace waarmerk::node::recon
