// ShortId: how an entry is named on one link, in 16 bytes (spec/wire/mesh.md 3).
//
// Half of it is keyed by the link, so that nobody can make two feeds look alike to others; the
// other half is the same on every link, so that announcements of one entry are seen to be so.
#pragma once

#include <cstdint>

#include "crypto/base/sip_hash.hpp"
#include "node/feed/feed_head.hpp"
#include "node/gossip/link_frames.hpp"

namespace waarmerk::node::mesh {

/// The low 4 bytes of seq and the first 4 of the entry hash.
using Tail = std::uint64_t;

Tail tail_of(const feed::FeedHead& entry);
Tail tail_of(const gossip::ShortId& id);

gossip::ShortId short_id_of(const SipKey& link, const feed::FeedHead& entry);

}  // namespace waarmerk::node::mesh
