#include "node/recon/heads.hpp"

#include <algorithm>
#include <cstddef>

#include "crypto/base/sha2.hpp"

namespace waarmerk::node::recon {

std::uint64_t order_key_of(const feed::FeedId& feed) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < sizeof key; ++i) key = key << 8 | feed.value[i];
  return std::min(key, key_max);
}

Item item_of(const feed::FeedHead& head) {
  return {.key = order_key_of(head.feed), .id = ItemId(sha256(feed::encode_feed_head(head)).value)};
}

Item item_of(const feed::ForkProof& proof) {
  auto bytes = feed::encode_feed_head(feed::feed_head_of(proof.first));
  append(bytes, feed::entry_hash(proof.second).value);
  return {.key = order_key_of(proof.feed()), .id = ItemId(sha256(bytes).value)};
}

}  // namespace waarmerk::node::recon
