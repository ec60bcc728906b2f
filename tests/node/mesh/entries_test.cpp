// What arrives is judged, kept and passed on.
#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

TEST_CASE("an entry that is new is kept and pushed on, but not back") {
  LoneCore node;
  const auto from = node.up(1);
  const auto to = node.up(2);
  const auto entry = node.write(3);
  node.hear(from, entry);
  CHECK(node.held(3) == 2);
  CHECK(node.disk.payload(entry.header.payload_hash) == entry.payload);
  CHECK(node.count<HeadMoved>() == 1);
  const auto pushed = node.sent<gossip::Entries>(to);
  REQUIRE(pushed.size() == 1);
  CHECK(pushed[0].entries[0].header == entry.header);
  CHECK(pushed[0].entries[0].payload == entry.payload);
  CHECK(node.sent<gossip::Entries>(from).empty());
}

TEST_CASE("a second push is answered with a prune, and the author's is not") {
  LoneCore node;
  const auto from = node.up(1);
  const auto late = node.up(2);
  const auto author = node.up(3);
  const auto entry = node.write(3);
  node.hear(from, entry);
  node.hear(late, entry);
  node.hear(author, entry);
  CHECK(node.sent<gossip::Prune>(late).size() == 1);
  CHECK(node.sent<gossip::Prune>(author).empty());
  CHECK(node.core.eager_links() == 2);
}

TEST_CASE("our own entry goes along every link, with its payload") {
  LoneCore node;
  const auto one = node.up(1);
  const auto lazy = node.up(2);
  node.hear(lazy, gossip::Prune{});
  const auto entry = node.write(0);
  LoneCore::keep(node.disk, entry);
  node.tell(Published{entry.header});
  for (const auto link : {one, lazy}) {
    const auto pushed = node.sent<gossip::Entries>(link);
    REQUIRE(pushed.size() == 1);
    CHECK(pushed[0].entries[0].payload == entry.payload);
  }
  CHECK(node.core.heads() == node.disk.items());
}

TEST_CASE("whoever brings a bad signature or another payload is shown out") {
  LoneCore node;
  const auto forger = node.up(1);
  const auto swapper = node.up(2);
  auto entry = node.write(3);
  entry.payload[0] ^= 1;
  node.hear(swapper, entry);
  entry.header.sig[0] ^= 1;
  node.hear(forger, entry);
  CHECK(node.is_closed(forger));
  CHECK(node.is_closed(swapper));
  CHECK(node.count<Misbehaved>() == 2);
  CHECK(node.held(3) == 1);
  const auto again = node.up(1);
  CHECK(node.is_closed(again));
  REQUIRE(node.sent<gossip::Bye>(again).size() == 1);
}

TEST_CASE("an entry of a feed that nobody subscribed to is left alone") {
  LoneCore node({.subscription = {.feeds = {}}});
  const auto from = node.up(1);
  node.hear(from, node.write(3));
  CHECK(node.held(3) == 1);
  CHECK_FALSE(node.is_closed(from));
}

TEST_CASE("an entry behind a gap waits until the gap is filled") {
  LoneCore node;
  const auto from = node.up(1);
  auto theirs = node.other_disk();
  const auto second = node.write(3, theirs, 1);
  LoneCore::keep(theirs, second);
  const auto third = node.write(3, theirs, 2);
  node.hear(from, third);
  CHECK(node.held(3) == 1);
  const auto asked = node.sent<gossip::Iwant>(from);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges[0].range == feed::SeqRange{.from = 2, .to = 2});
  node.hear(from, second);
  CHECK(node.held(3) == 3);
  CHECK(node.core.waiting() == 0);
}

TEST_CASE("a payload that did not come along is asked for by its hash") {
  LoneCore node;
  const auto from = node.up(1);
  const auto entry = node.write(3);
  node.hear(from, gossip::Entries{{{entry.header, std::nullopt}}});
  const auto asked = node.sent<gossip::PayloadRequest>(from);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].hashes[0] == entry.header.payload_hash);
  node.hear(from, gossip::PayloadAnswer{{Bytes{1}}});
  CHECK(node.held(3) == 1);
  node.hear(from, gossip::PayloadAnswer{{entry.payload}});
  CHECK(node.held(3) == 2);
}

TEST_CASE("entries of one feed come no faster than they may") {
  LoneCore node;
  const auto from = node.up(1);
  for (int i = 0; i < 61; ++i) {
    node.hear(from, node.write(3));
    node.wait(100);
  }
  CHECK(node.held(3) == 61);
  node.hear(from, node.write(4));
  CHECK(node.held(4) == 2);
}

}  // namespace waarmerk::node::mesh
