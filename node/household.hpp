// Household: which feeds this node keeps whatever comes, and how room is made among the others.
#pragma once

#include <functional>

#include "node/actions/exchange_gossip.hpp"
#include "node/actions/feed_room.hpp"
#include "node/actions/kept_feeds.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/ports.hpp"
#include "node/ops/log.hpp"

namespace waarmerk::node {

/// On the node's strand.
class Household {
 public:
  using FindWhom = std::function<actions::WhomWeKnow()>;

  /// All outlive it.
  Household(actions::Ports& ports, ops::Log& log, FindWhom find_whom);

  actions::FeedRoom& room() { return room_; }

  /// Lets go of the feeds that have to make room, where there are any. To be called once an hour.
  void make_room(actions::Exchange& exchange, actions::MeshLinks& mesh);

 private:
  actions::Ports& ports_;
  ops::Log& log_;
  actions::FeedRoom room_;
};

}  // namespace waarmerk::node
