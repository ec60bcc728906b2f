#include "node/recon/heads.hpp"

#include <doctest/doctest.h>

#include "crypto/base/sha2.hpp"

namespace waarmerk::node::recon {

namespace {

feed::FeedId feed_of(std::uint8_t byte) {
  feed::FeedId feed;
  feed.value.fill(byte);
  return feed;
}

}  // namespace

TEST_CASE("the key of a feed is its first eight bytes, but never infinite") {
  CHECK(order_key_of(feed_of(0x12)) == 0x1212'1212'1212'1212);
  CHECK(order_key_of(feed_of(0xff)) == key_max);
  auto last = feed_of(0xff);
  last.value[7] = 0xfe;
  CHECK(order_key_of(last) == key_max);
}

TEST_CASE("each part of a head makes another item") {
  const feed::FeedHead head{.feed = feed_of(1), .epoch = 2, .seq = 3, .hash = sha256(Bytes{4})};
  auto changed = head;
  CHECK(item_of(changed) == item_of(head));
  changed.epoch = 3;
  CHECK(item_of(changed).id != item_of(head).id);
  CHECK(item_of(changed).key == item_of(head).key);
  changed = head, changed.seq = 4;
  CHECK(item_of(changed).id != item_of(head).id);
  changed = head, changed.hash = sha256(Bytes{5});
  CHECK(item_of(changed).id != item_of(head).id);
  changed = head, changed.feed = feed_of(2);
  CHECK(item_of(changed).id != item_of(head).id);
}

TEST_CASE("a forked feed has the item of its proof, which is not that of either head") {
  feed::ForkProof proof;
  proof.first.feed = proof.second.feed = feed_of(1);
  proof.first.seq = proof.second.seq = 3;
  proof.second.payload_size = 1;
  const auto first = feed::feed_head_of(proof.first);
  auto bytes = feed::encode_feed_head(first);
  append(bytes, feed::entry_hash(proof.second).value);
  CHECK(item_of(proof).id.value == sha256(bytes).value);
  CHECK(item_of(proof).key == order_key_of(feed_of(1)));
  CHECK(item_of(proof).id != item_of(first).id);
}

}  // namespace waarmerk::node::recon
