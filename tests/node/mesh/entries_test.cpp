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

TEST_CASE("a payload that may be erased is not waited for where it was, and any other is") {
  LoneCore node;
  const auto from = node.up(1);
  const auto to = node.up(2);
  const auto write = [&](std::uint32_t author, std::uint8_t flags) {
    return node.notary.write(author, node.disk, {sim::update_type, Bytes(40, 1), flags}, node.now);
  };
  for (const std::uint8_t flags : {std::uint8_t{0}, std::uint8_t{feed::flag_erasable}}) {
    const auto author = std::uint32_t{3} + (flags == 0 ? 0 : 1);
    const auto entry = write(author, flags);
    node.hear(from, gossip::Entries{{{entry.header, std::nullopt}}});
    REQUIRE(node.sent<gossip::PayloadRequest>(from).size() == 1);
    node.hear(to, gossip::PayloadAbsent{{entry.header.payload_hash}});  // who was not asked
    CHECK(node.held(author) == 1);
    node.hear(from, gossip::PayloadAbsent{{entry.header.payload_hash}});
  }
  CHECK(node.held(3) == 1);
  CHECK(node.held(4) == 2);
  const auto pushed = node.sent<gossip::Entries>(to);
  REQUIRE(pushed.size() == 1);
  CHECK_FALSE(pushed[0].entries[0].payload);
  CHECK(node.core.waiting() == 0);
}

TEST_CASE("payloads that are too large for a push come one after the other, gap or not") {
  LoneCore node;
  const auto link = node.up(1);
  auto theirs = node.other_disk();
  gossip::Entries headers;
  for (std::uint8_t word = 0; word < 4; ++word) {
    const auto entry = node.notary.write(
        3, theirs, {sim::update_type, Bytes(gossip::inline_payload_bytes_max + 1, word), 0},
        node.now);
    LoneCore::keep(theirs, entry);
    headers.entries.push_back({entry.header, std::nullopt});
  }
  node.hear(link, headers);
  int asked = 0;
  for (auto wanted = node.sent<gossip::PayloadRequest>(link); !wanted.empty();
       wanted = node.sent<gossip::PayloadRequest>(link))
    for (const auto& request : wanted) {
      ++asked;
      node.hear(link, gossip::PayloadAnswer{{*theirs.payload(request.hashes.front())}});
    }
  CHECK(asked == 4);
  CHECK(node.held(3) == 5);
}

TEST_CASE("who brings another payload than is named is shown out behind a gap too") {
  LoneCore node;
  const auto link = node.up(1);
  auto theirs = node.other_disk();
  LoneCore::keep(theirs, node.write(3, theirs, 1));
  auto third = node.write(3, theirs, 2);
  third.payload[0] ^= 1;
  node.hear(link, third);
  CHECK(node.is_closed(link));
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
