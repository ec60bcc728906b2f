// Kept feeds: those that somebody here asked for, follows or trusts. None of them is ever forgotten
// for want of room.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "node/feed/feed_id.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

struct WhomWeKnow {
  std::vector<std::string> peers = {};    ///< the addresses of configured peers
  std::set<std::string> witnesses = {};   ///< the DIDs of those that count here
  std::set<feed::FeedId> interests = {};  ///< that are followed, or were asked for
};

/// The feeds of these, and of whoever was appointed to go on with one of them. What cannot be read
/// is left out.
std::set<feed::FeedId> find_kept_feeds(const storage::View& store, const WhomWeKnow& whom);

}  // namespace waarmerk::node::actions
