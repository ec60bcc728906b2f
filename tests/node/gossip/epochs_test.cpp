// Epochs: a feed that was forked goes on, and everybody follows.
#include <doctest/doctest.h>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;
using tests::MemoryFeeds;

/// An issuer of two stories; the peer 0 holds the one that its owner goes on with.
struct Healed {
  explicit Healed(std::size_t peers) : lone(peers) {
    lone.know(issuer);
    for (std::uint64_t i = 0; i < 3; ++i) {
      const auto entry =
          issuer.publish(lone.peers[0], i == 0 ? issuer.introduction() : Issuer::status(i));
      for (std::size_t peer = 1; peer < peers; ++peer) lone.peers[peer].keep(entry);
      other.keep(entry);
    }
    one_way = issuer.publish(lone.peers[0], Issuer::status(1000));
    other_way = issuer.publish(other, Issuer::status(2000));
  }
  /// The DID names the next key, and its owner goes on behind the story of peer 0.
  void heal() {
    lone.known.insert_or_assign(issuer.feed(), issuer.keys_with(next, tests::start_time + 1));
    auto& disk = lone.peers[0];
    disk.keep_fork(*feed::make_fork_proof(one_way.header, other_way.header));
    disk.keep(issuer.begin_epoch(disk, next, tests::start_time + 2));
    const feed::ChainState state(issuer.feed(), disk);
    disk.keep(*feed::append(state, Issuer::status(3000), tests::start_time + 3, next.signer()));
  }
  void run() {
    for (int i = 0; i < 6; ++i) lone.tick(2 * minute_ms);
  }
  feed::Header head() const { return *lone.ours.head(issuer.feed()); }

  Issuer issuer{1};
  Issuer next{9};
  LoneEngine lone;
  MemoryFeeds other;
  feed::Entry one_way, other_way;
};

}  // namespace

TEST_CASE("who held the story that is gone on with follows into the epoch") {
  Healed scene(1);
  scene.lone.tick();
  CHECK(scene.head().seq == 4);
  scene.heal();
  scene.run();
  CHECK(scene.head().epoch == 1);
  CHECK(scene.head().seq == 2);
  CHECK(scene.lone.ours.fork_in(scene.issuer.feed(), 0));
}

TEST_CASE("who held the other story follows too, and keeps the lists of both") {
  Healed scene(1);
  for (const auto& header : scene.other.headers(scene.issuer.feed(), 0, {1, 4}, 4)) {
    scene.lone.ours.keep(header, scene.other.payload(header.payload_hash));
  }
  scene.heal();
  scene.run();
  CHECK(scene.head().epoch == 1);
  CHECK(scene.head().seq == 2);
  CHECK(scene.lone.ours.fork_in(scene.issuer.feed(), 0));
  CHECK(scene.lone.ours.payload(scene.one_way.header.payload_hash));
}

TEST_CASE("who meets the feed only now takes what came before the fork, and then the epoch") {
  Healed scene(1);
  scene.heal();
  scene.run();
  CHECK(scene.head().epoch == 1);
  CHECK(scene.head().seq == 2);
  CHECK(scene.lone.ours.headers(scene.issuer.feed(), 0, {1, 9}, 9).size() == 3);
}

TEST_CASE("a peer that did not hear of the epoch holds nobody back") {
  Healed scene(2);
  scene.heal();
  scene.run();
  CHECK(scene.head().epoch == 1);
  CHECK(scene.lone.events_of<PeerFailing>().empty());
}

TEST_CASE("where entries were lost the feed goes on without a fork") {
  Healed scene(1);
  scene.lone.tick();
  const auto head = scene.head();
  auto& disk = scene.lone.peers[0];
  scene.lone.known.insert_or_assign(scene.issuer.feed(),
                                    scene.issuer.keys_with(scene.next, tests::start_time + 1));
  MemoryFeeds shorter;
  for (const auto& header : disk.headers(scene.issuer.feed(), 0, {1, 3}, 3)) {
    shorter.keep(header, disk.payload(header.payload_hash));
  }
  shorter.keep(scene.issuer.begin_epoch(shorter, scene.next, tests::start_time + 2));
  disk = shorter;
  scene.run();
  CHECK(scene.head().epoch == 1);
  CHECK(scene.lone.ours.headers(scene.issuer.feed(), 0, {4, 4}, 1).front() == head);
  CHECK_FALSE(scene.lone.ours.fork(scene.issuer.feed()));
}

TEST_CASE("an epoch whose key no DID names is not followed") {
  Healed scene(1);
  scene.lone.tick();
  scene.heal();
  scene.lone.known.insert_or_assign(scene.issuer.feed(), scene.issuer.keys());
  scene.run();
  CHECK(scene.head().epoch == 0);
}

TEST_CASE("our own feed in an epoch that we do not hold is news, if it is signed so") {
  const Issuer issuer(1);
  const Issuer next(9);
  LoneEngine lone(1, [&](Config& config) { config.own_feed = issuer.feed(); });
  const auto first = issuer.publish(lone.ours, issuer.introduction());
  lone.peers[0].keep(first);
  lone.tell(KeysKnown{issuer.feed(), issuer.keys_with(next, tests::start_time + 1)});
  auto epoch = issuer.begin_epoch(lone.peers[0], next, tests::start_time + 2);
  auto forged = epoch;
  forged.header.sig[0] ^= 1;
  lone.peers[0].keep(forged);
  lone.tick(2 * minute_ms);
  CHECK(lone.events_of<OwnFeedAhead>().empty());
  lone.peers[0].keep(epoch);
  lone.tick(2 * minute_ms);
  REQUIRE(lone.events_of<OwnFeedAhead>().size() == 1);
  CHECK(lone.events_of<OwnFeedAhead>()[0].head.epoch == 1);
}

TEST_CASE("every epoch that was forked is told") {
  Healed scene(1);
  scene.heal();
  auto& disk = scene.lone.peers[0];
  const auto one = *disk.head(scene.issuer.feed());
  auto two = one;
  two.ts = two.ts + 1;
  REQUIRE(feed::sign_header(two, scene.next.signer()));
  disk.keep_fork(*feed::make_fork_proof(one, two));
  const auto frame = decode_frame(tests::ask(disk, "/heads?after=0").bytes);
  REQUIRE(frame);
  CHECK(std::get<Heads>(*frame).forks.size() == 2);
}

}  // namespace waarmerk::node::gossip
