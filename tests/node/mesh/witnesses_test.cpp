// What witnesses sign goes from link to link, and so do questions about it.
#include <doctest/doctest.h>

#include <utility>

#include "tests/support/lone_core.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::mesh {

using tests::header_at;
using tests::LoneCore;
using tests::WitnessDesk;

namespace {

// A witness that saw three feeds.
struct Seen {
  Seen() {
    for (std::uint8_t feed = 1; feed <= 3; ++feed)
      REQUIRE(desk.witness.see(header_at(feed, 1), LoneCore::begin));
    snapshot = desk.publish(LoneCore::begin + 1);
  }
  witness::Snapshot next(std::int64_t later_ms) {
    REQUIRE(desk.witness.see(header_at(1, ++seq), LoneCore::begin + 2));
    return desk.publish(LoneCore::begin + 1 + later_ms);
  }
  witness::Proof proof(std::uint8_t feed) const {
    return *desk.witness.prove(header_at(feed, 1).feed, snapshot);
  }
  ProofsWanted wanted(std::uint8_t feed) const {
    return {.witness = desk.self(), .feeds = {header_at(feed, 1).feed}};
  }

  WitnessDesk desk;
  std::uint64_t seq = 1;
  witness::Snapshot snapshot = {.body = {.witness = desk.self(), .at = {}}};
};

// A node with a link that is a second old, and what a witness saw.
struct Linked {
  explicit Linked(mesh::Config config = {.subscription = {.all = true}})
      : node(std::move(config)), link(node.up(1)) {
    node.wait(second_ms);
  }

  Seen seen;
  LoneCore node;
  mesh::LinkId link;
};

}  // namespace

TEST_CASE("a snapshot that is new and holds is passed on and told, once") {
  Linked linked;
  auto& [seen, node, from] = linked;
  const auto to = node.up(2);
  node.hear(from, seen.snapshot);
  node.hear(to, seen.snapshot);
  CHECK(node.sent<witness::Snapshot>(to).size() == 1);
  CHECK(node.sent<witness::Snapshot>(from).empty());
  CHECK(node.count<SnapshotHeard>() == 1);
  CHECK(node.sent<witness::Snapshot>(node.up(3)).size() == 1);
}

TEST_CASE("a snapshot that somebody changed costs the link") {
  Linked linked;
  auto& [seen, node, link] = linked;
  auto changed = seen.snapshot;
  ++changed.body.size;
  node.hear(link, changed);
  CHECK(node.count<SnapshotHeard>() == 0);
  CHECK(node.is_closed(link));
}

TEST_CASE("of one witness no more is passed on than it may say") {
  Linked linked;
  auto& [seen, node, link] = linked;
  node.hear(link, seen.snapshot);
  node.wait(20 * minute_ms);
  const auto again = node.up(2);
  node.hear(again, seen.snapshot);
  CHECK(node.count<SnapshotHeard>() == 1);
  node.hear(again, seen.next(10 * minute_ms));
  CHECK(node.count<SnapshotHeard>() == 2);
}

TEST_CASE("of those that nobody here counts some are passed on, and those that count always") {
  mesh::Config config{.subscription = {.all = true}};
  config.limits.witnesses_max = 1;
  config.witnesses = {Seen().desk.self().text()};
  Linked linked(config);
  auto& [counted, node, link] = linked;
  const auto hear_one = [&](std::uint8_t seed) {
    WitnessDesk desk(seed);
    REQUIRE(desk.witness.see(header_at(1, 1), LoneCore::begin));
    node.hear(link, desk.publish(LoneCore::begin + 1));
  };
  for (const auto seed : Bytes{7, 8, 9}) hear_one(seed);
  CHECK(node.count<SnapshotHeard>() == 2);
  node.hear(link, counted.snapshot);
  CHECK(node.count<SnapshotHeard>() == 3);
}

TEST_CASE("our own snapshot goes along all links") {
  Seen seen;
  LoneCore node;
  const auto one = node.up(1);
  const auto other = node.up(2);
  node.hear(other, gossip::Prune{});
  node.tell(SnapshotSigned{seen.snapshot});
  CHECK(node.sent<witness::Snapshot>(one).size() == 1);
  CHECK(node.sent<witness::Snapshot>(other).size() == 1);
  CHECK(node.count<SnapshotHeard>() == 0);
}

TEST_CASE("a proof is asked of whoever told of the snapshot, and told where it holds") {
  Linked linked;
  auto& [seen, node, link] = linked;
  node.tell(seen.wanted(2));  // of nobody that is known
  node.hear(link, seen.snapshot);
  node.tell(seen.wanted(2));
  const auto asked = node.sent<gossip::ProofRequest>(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].at == seen.snapshot.body.at);
  node.hear(link, seen.proof(3));  // nobody asked for that
  CHECK(node.count<ProofHeard>() == 0);
  node.hear(link, seen.proof(2));
  node.hear(link, seen.proof(2));
  CHECK(node.count<ProofHeard>() == 1);
}

TEST_CASE("where whoever told of a snapshot is gone, another one that tells it is asked") {
  Seen seen;
  LoneCore node;
  const auto gone = node.up(1);
  node.wait(second_ms);
  node.hear(gone, seen.snapshot);
  node.tell(LinkDown{gone});
  const auto other = node.up(2);
  auto forged = seen.snapshot;
  forged.sig[0] ^= 1;
  node.hear(other, forged);  // nobody looks at it: it is no news
  node.tell(seen.wanted(2));
  CHECK(node.sent<gossip::ProofRequest>(other).empty());
  node.hear(other, seen.snapshot);
  node.tell(seen.wanted(2));
  CHECK(node.sent<gossip::ProofRequest>(other).size() == 1);
  CHECK(node.count<SnapshotHeard>() == 1);
}

TEST_CASE("what we signed ourselves nobody is asked about") {
  Seen seen;
  LoneCore node;
  const auto link = node.up(1);
  node.tell(SnapshotSigned{seen.snapshot});
  node.hear(link, seen.snapshot);
  node.tell(seen.wanted(2));
  CHECK(node.sent<gossip::ProofRequest>(link).empty());
}

TEST_CASE("a proof that proves nothing costs the link") {
  Linked linked;
  auto& [seen, node, link] = linked;
  node.hear(link, seen.snapshot);
  node.tell(seen.wanted(2));
  auto forged = seen.proof(2);
  ++forged.leaf.head.seq;
  node.hear(link, forged);
  CHECK(node.is_closed(link));
  CHECK(node.count<ProofHeard>() == 0);
}

TEST_CASE("a question that cannot be answered is passed on, and its answer goes back") {
  Linked linked;
  auto& [seen, node, source] = linked;
  const auto asker = node.up(2);
  node.hear(source, seen.snapshot);
  const gossip::ProofRequest question{
      .witness = seen.desk.self(), .at = seen.snapshot.body.at, .feeds = {header_at(2, 1).feed}};
  node.hear(asker, question);
  CHECK(node.sent<gossip::ProofRequest>(source).size() == 1);
  node.hear(asker, question);
  CHECK(node.sent<gossip::ProofRequest>(source).empty());
  node.hear(source, seen.proof(2));
  CHECK(node.sent<witness::Proof>(asker).size() == 1);
  CHECK(node.count<ProofHeard>() == 0);
  node.hear(source, question);  // who told us must know itself
  CHECK(node.sent<gossip::ProofRequest>(source).empty());
}

}  // namespace waarmerk::node::mesh
