#include "node/feed/feed_head.hpp"

#include "crypto/base/big_endian.hpp"

namespace waarmerk::node::feed {

FeedHead feed_head_of(const Header& header) {
  return {
      .feed = header.feed, .epoch = header.epoch, .seq = header.seq, .hash = entry_hash(header)};
}

Bytes encode_feed_head(const FeedHead& head) {
  auto bytes = to_bytes(head.feed.value);
  append_big_endian(bytes, head.epoch);
  append_big_endian(bytes, head.seq);
  append(bytes, head.hash.value);
  return bytes;
}

}  // namespace waarmerk::node::feed
