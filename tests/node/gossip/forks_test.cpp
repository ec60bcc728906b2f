// Forks: an issuer that says two things is caught, and the proof is kept and told.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

// Peer 0 and peer 1 share `shared` entries; then the issuer tells them different things.
struct TwoTongues {
  TwoTongues(std::size_t shared, std::size_t first, std::size_t second) : lone(2) {
    lone.know(issuer);
    for (std::size_t i = 0; i < shared; ++i)
      lone.peers[1].keep(
          issuer.publish(lone.peers[0], i == 0 ? issuer.introduction() : Issuer::status(i)));
    for (std::size_t i = 0; i < first; ++i) issuer.publish(lone.peers[0], Issuer::status(1000 + i));
    for (std::size_t i = 0; i < second; ++i)
      issuer.publish(lone.peers[1], Issuer::status(2000 + i));
  }
  void run() {
    lone.tick();
    lone.tick(2 * minute_ms);
  }
  void check_caught_at(std::uint64_t seq) const {
    const auto proof = lone.ours.fork(issuer.feed());
    REQUIRE(proof);
    CHECK(proof->seq() == seq);
    CHECK(verify_fork_proof(*proof, issuer.keys()));
    CHECK_FALSE(lone.events_of<ForkFound>().empty());
  }

  Issuer issuer{1};
  LoneEngine lone;
};

}  // namespace

TEST_CASE("two branches of one length are caught where they part") {
  TwoTongues scene(3, 1, 1);
  scene.run();
  scene.check_caught_at(4);
}

TEST_CASE("a longer and a shorter branch are caught, whichever was seen first") {
  for (const auto& [first, second] : {std::pair{1U, 5U}, std::pair{5U, 1U}, std::pair{4U, 3U}}) {
    TwoTongues scene(2, first, second);
    scene.run();
    scene.check_caught_at(3);
  }
}

TEST_CASE("branches that parted long ago are traced back to where they did") {
  TwoTongues scene(2, 150, 150);
  scene.run();
  scene.check_caught_at(3);
}

TEST_CASE("branches that never had an entry in shared are caught at the first") {
  TwoTongues scene(0, 0, 0);
  scene.issuer.publish(scene.lone.peers[0], scene.issuer.introduction());
  scene.issuer.publish(scene.lone.peers[1], scene.issuer.introduction(tests::start_time - 1));
  scene.run();
  scene.check_caught_at(1);
}

TEST_CASE("both branches' payloads are kept, so that a revocation on either counts") {
  TwoTongues scene(3, 1, 1);
  scene.run();
  const auto proof = scene.lone.ours.fork(scene.issuer.feed());
  REQUIRE(proof);
  CHECK(scene.lone.ours.payload(proof->first.payload_hash));
  CHECK(scene.lone.ours.payload(proof->second.payload_hash));
}

TEST_CASE("a forked feed grows no more, and other feeds do") {
  TwoTongues scene(3, 1, 1);
  scene.run();
  const Issuer other(2);
  scene.lone.know(other);
  other.publish(scene.lone.peers[0], other.introduction());
  scene.issuer.publish(scene.lone.peers[0], Issuer::status(5000));
  scene.lone.tick(2 * minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 4);
  CHECK(scene.lone.seq_of(other) == 1);
}

TEST_CASE("every peer is told of a fork") {
  TwoTongues scene(3, 1, 1);
  scene.run();
  CHECK(std::ranges::any_of(scene.lone.pushed, [](const auto& push) {
    return std::holds_alternative<Fork>(push.second);
  }));
}

TEST_CASE("a proof that a peer holds is taken over, verified, and kept") {
  TwoTongues scene(3, 1, 1);
  const auto proof = *feed::make_fork_proof(*scene.lone.peers[0].head(scene.issuer.feed()),
                                            *scene.lone.peers[1].head(scene.issuer.feed()));
  LoneEngine late(1);
  late.know(scene.issuer);
  late.peers[0] = scene.lone.peers[0];
  late.peers[0].keep_fork(proof);
  late.tick();
  CHECK(late.ours.fork(scene.issuer.feed()) == proof);
  CHECK(late.events_of<PeerFailing>().empty());
}

TEST_CASE("who hears of the fork first still fetches what came before it, and no more") {
  TwoTongues scene(3, 2, 1);
  scene.run();
  scene.check_caught_at(4);
  LoneEngine late(1);
  late.know(scene.issuer);
  late.peers[0] = scene.lone.ours;
  late.tick();
  late.tick(2 * minute_ms);
  CHECK(late.ours.fork(scene.issuer.feed()) == scene.lone.ours.fork(scene.issuer.feed()));
  CHECK(late.seq_of(scene.issuer) == 3);
}

TEST_CASE("a forged proof is not kept, and counts against the peer") {
  TwoTongues scene(3, 1, 1);
  auto proof = *feed::make_fork_proof(*scene.lone.peers[0].head(scene.issuer.feed()),
                                      *scene.lone.peers[1].head(scene.issuer.feed()));
  proof.second.sig[0] ^= 1;
  LoneEngine late(1);
  late.know(scene.issuer);
  late.peers[0] = scene.lone.peers[0];
  late.peers[0].keep_fork(proof);
  late.tick();
  CHECK_FALSE(late.ours.fork(scene.issuer.feed()));
  CHECK_FALSE(late.events_of<PeerFailing>().empty());
  late.tell(Pushed{encode_frame(Fork{proof})});
  CHECK_FALSE(late.ours.fork(scene.issuer.feed()));
}

TEST_CASE("a proof is kept even when the disk failed at first") {
  TwoTongues scene(3, 1, 1);
  scene.lone.tick();
  const auto proof = scene.lone.ours.fork(scene.issuer.feed());
  REQUIRE(proof);
  LoneEngine late(0);
  late.know(scene.issuer);
  late.tell(KeysKnown{scene.issuer.feed(), scene.issuer.keys()});
  late.disk_fails = true;
  late.tell(Pushed{encode_frame(Fork{*proof})});
  CHECK_FALSE(late.ours.fork(scene.issuer.feed()));
  late.disk_fails = false;
  late.tick(3 * second_ms);
  CHECK(late.ours.fork(scene.issuer.feed()) == proof);
}

TEST_CASE("a peer that only claims another history is not believed") {
  TwoTongues scene(3, 0, 0);
  scene.run();
  REQUIRE(scene.lone.seq_of(scene.issuer) == 3);
  auto invented = *scene.lone.peers[0].head(scene.issuer.feed());
  invented.ts = invented.ts + 1;
  scene.lone.instead = [&](std::size_t peer, const std::string& path) -> std::optional<Served> {
    if (peer != 1 || !path.starts_with("/heads")) return {};
    return Served{
        .bytes = encode_frame(Heads{.next = 9, .newest = 9, .heads = {invented}, .forks = {}})};
  };
  scene.lone.tick(2 * minute_ms);
  CHECK_FALSE(scene.lone.ours.fork(scene.issuer.feed()));
  CHECK(scene.lone.events_of<PeerFailing>().size() == 1);
}

}  // namespace waarmerk::node::gossip
