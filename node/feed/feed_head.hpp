// FeedHead: how far which feed goes, as one node knows it.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_id.hpp"

namespace waarmerk::node::feed {

/// The place of a feed's newest entry, and its entry hash.
struct FeedHead {
  FeedId feed{};
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  Sha256 hash{};

  friend bool operator==(const FeedHead&, const FeedHead&) = default;
};

FeedHead feed_head_of(const Header& header);

/// 76 bytes: feed, epoch (4, big-endian), seq (8), hash.
Bytes encode_feed_head(const FeedHead& head);

}  // namespace waarmerk::node::feed
