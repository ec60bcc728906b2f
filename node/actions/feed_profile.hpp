// The profile that an organisation says of itself on its feed.
#pragma once

#include <string>

#include "node/feed/feed_id.hpp"
#include "node/records/feeds.hpp"

namespace waarmerk::node::actions {

/// The newest one that is held, as JSON text, or nothing. It is looked for in the feed's newest
/// epoch, where an owner says it first of all and again when it changes: among the last thousand
/// entries, and the first sixty-four.
std::string find_profile(const records::Feeds& feeds, const feed::FeedId& feed);

/// What it calls itself there, in 300 bytes at the most, or nothing.
std::string find_profile_name(const records::Feeds& feeds, const feed::FeedId& feed);

}  // namespace waarmerk::node::actions
