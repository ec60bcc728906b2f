// FollowedFeed: a node's own feed, read over HTTP from its first entry and judged as a peer does.
#pragma once

#include <vector>

#include "node/feed/chain.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/payload.hpp"
#include "tests/support/memory_feeds.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {

struct FollowedFeed {
  MemoryFeeds held;
  std::vector<node::feed::Header> headers;

  /// The newest payload of each status list that the feed carries, the newest list last.
  std::vector<node::feed::StatusList> lists() const;
};

/// Checks that each entry is accepted on top of those before it, with its payload, and that the
/// last is the head. The keys are those of the node's DID document.
FollowedFeed follow_feed(TrialNode& node);

/// The proofs that a node holds against any feed.
std::vector<node::feed::ForkProof> forks_held_by(TrialNode& node);

}  // namespace waarmerk::tests
