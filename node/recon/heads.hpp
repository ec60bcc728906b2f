// Heads as items: one for each feed, so that two nodes find which heads differ
// (spec/wire/recon.md 1).
#pragma once

#include <cstdint>

#include "node/feed/feed_head.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/fork.hpp"
#include "node/recon/item.hpp"

namespace waarmerk::node::recon {

/// The first 8 bytes of the feed as a big-endian number, or key_max where that is larger. Feeds of
/// one key are neighbours in the order of feeds.
std::uint64_t order_key_of(const feed::FeedId& feed);

/// The item of this head. Its id is the SHA-256 of its 76 bytes: feed, epoch, seq and entry hash.
Item item_of(const feed::FeedHead& head);

/// The item of a feed that is forked, in the place of that of its head: the two sides may never
/// hold the same head. Its id is the SHA-256 of 108 bytes: feed, epoch, seq and both entry hashes.
Item item_of(const feed::ForkProof& proof);

}  // namespace waarmerk::node::recon
