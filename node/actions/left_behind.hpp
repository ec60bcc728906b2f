// Whether what was said in a feed still counts, after a fork or behind the start of an epoch.
#pragma once

#include "node/feed/feed_id.hpp"
#include "node/records/endings.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

/// What was said at a fork or behind it counts only where both branches say it, and of these one is
/// held; nor does what an epoch left behind (spec/wire/feed.md 9).
bool is_left_behind(const records::Records& records, const feed::FeedId& feed,
                    const records::Said& said);

}  // namespace waarmerk::node::actions
