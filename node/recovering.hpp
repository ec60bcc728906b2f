// Recovering: how far our own feed went, asked by HTTP and over links, where the node was
// put back from a backup or somebody shows more of it than is held.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/exchange_gossip.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node {

/// On the node's strand.
class Recovering {
 public:
  struct Ways {
    actions::Ports& ports;
    actions::Exchange& exchange;
    actions::MeshLinks& mesh;
    std::function<Task<void>(std::int64_t ms)> wait;
  };

  /// Whether the folder shows that it was put back from a backup. All outlive it.
  Recovering(Ways ways, bool is_restored) : ways_(std::move(ways)), is_restored_(is_restored) {}

  /// Asks until it is safe to publish, or clear that it never will be. False at once where that is
  /// so already, or where somebody else is at it; otherwise whether it became safe.
  Task<bool> run();
  /// What links say of it.
  void hear(const mesh::OwnFeedStands& said);

 private:
  Ways ways_;
  bool is_restored_;
  bool is_running_ = false;
};

/// The addresses of all peers.
std::vector<std::string> urls_of(const std::vector<actions::PeerState>& peers);

}  // namespace waarmerk::node
