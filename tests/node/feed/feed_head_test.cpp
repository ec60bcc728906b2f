#include "node/feed/feed_head.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::feed {

TEST_CASE("a head is 76 bytes: feed, epoch, seq and hash") {
  FeedHead head{.feed = {}, .epoch = 0x01020304, .seq = 0x1112131415161718, .hash = {}};
  head.feed.value.fill(0xaa);
  head.hash.value.fill(0xbb);
  const auto bytes = encode_feed_head(head);
  CHECK(bytes.size() == 76);
  CHECK(encoding::encode_hex(ByteView(bytes).subspan(31, 14)) == "aa010203041112131415161718bb");
}

TEST_CASE("the head of a header has its place and its entry hash") {
  Header header;
  header.feed.value.fill(7);
  header.epoch = 1, header.seq = 9;
  const auto head = feed_head_of(header);
  CHECK(head == FeedHead{header.feed, 1, 9, entry_hash(header)});
  header.seq = 10;
  CHECK(feed_head_of(header) != head);
}

}  // namespace waarmerk::node::feed
