// NetworkLog: what happens between nodes, as log lines and metrics.
#pragma once

#include "node/gossip/messages.hpp"
#include "node/mesh/messages.hpp"
#include "node/ops/log.hpp"
#include "node/ops/metrics.hpp"

namespace waarmerk::node {

class NetworkLog {
 public:
  /// Both outlive it.
  NetworkLog(ops::Log& log, ops::Metrics& metrics) : log_(log), metrics_(metrics) {}

  /// An event by way of HTTP, or over a link.
  void note(const gossip::Event& event);
  void note(const mesh::Event& event);
  /// A peer holds an entry of our own feed that we do not.
  void note_own_feed_ahead(std::uint64_t seq);

 private:
  void note_moved(const feed::FeedId& feed, std::uint64_t seq, std::size_t entries);
  void note_fork(const feed::FeedId& feed, std::uint64_t seq);

  ops::Log& log_;
  ops::Metrics& metrics_;
};

}  // namespace waarmerk::node
