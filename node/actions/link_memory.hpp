// LinkMemory: what a node keeps of its links on the disk: where others were reached, who was linked
// with it, and who is left alone. A write that fails is made good by the next.
#pragma once

#include <string>
#include <vector>

#include "node/feed/feed_id.hpp"
#include "node/mesh/peers.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// Used on the node's strand. The store outlives it.
class LinkMemory {
 public:
  /// What cannot be read is as if it had never been.
  explicit LinkMemory(storage::Store& store);

  /// The last first. Of one domain, two at the most.
  const std::vector<std::string>& reached() const { return reached_; }
  void reach(const std::string& endpoint);

  /// Those that were linked with this node first.
  const std::vector<feed::FeedId>& met() const { return met_; }
  void meet(const feed::FeedId& name);

  std::vector<mesh::Discouraged> discouraged() const;
  void discourage(const std::vector<mesh::Discouraged>& all);

 private:
  storage::Store& store_;
  std::vector<std::string> reached_;
  std::vector<feed::FeedId> met_;
};

}  // namespace waarmerk::node::actions
