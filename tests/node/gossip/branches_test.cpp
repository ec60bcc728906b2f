// Branches: what an issuer says behind the place where it began to tell two stories.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

/// Two stories with one peer each: three shared entries, and then each goes on for itself.
struct TwoStories {
  TwoStories() : lone(2) {
    lone.know(issuer);
    for (std::uint64_t i = 0; i < 3; ++i)
      lone.peers[1].keep(
          issuer.publish(lone.peers[0], i == 0 ? issuer.introduction() : Issuer::status(i)));
    go_on(0, 1000);
    go_on(1, 2000);
  }
  /// The peer's story gets another list; answers its payload's hash.
  Sha256 go_on(std::size_t peer, std::uint64_t version) {
    return issuer.publish(lone.peers[peer], Issuer::status(version)).header.payload_hash;
  }
  void run() {
    lone.tick();
    lone.tick(2 * minute_ms);
    lone.tick(2 * minute_ms);
  }
  std::size_t ranges_asked() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(lone.asked, [](const auto& path) { return path.contains("/e/0/"); }));
  }

  Issuer issuer{1};
  LoneEngine lone;
};

}  // namespace

TEST_CASE("lists behind the fork are kept, of the story that is followed and of the other") {
  TwoStories scene;
  const auto one = scene.go_on(0, 1001);
  const auto other = scene.go_on(1, 2001);
  const auto last = scene.go_on(1, 2002);
  scene.run();
  REQUIRE(scene.lone.ours.fork(scene.issuer.feed()));
  CHECK(scene.lone.ours.payload(one));
  CHECK(scene.lone.ours.payload(other));
  CHECK(scene.lone.ours.payload(last));
  CHECK(scene.lone.seq_of(scene.issuer) <= 5);
}

TEST_CASE("what is told behind the fork later on is kept as well, and is asked for once") {
  TwoStories scene;
  scene.run();
  const auto late = scene.go_on(1, 2001);
  CHECK_FALSE(scene.lone.ours.payload(late));
  scene.run();
  CHECK(scene.lone.ours.payload(late));
  const auto before = scene.ranges_asked();
  scene.run();
  CHECK(scene.ranges_asked() == before);
}

TEST_CASE("after a restart what is held is not fetched again") {
  TwoStories scene;
  const auto other = scene.go_on(1, 2001);
  scene.run();
  REQUIRE(scene.lone.ours.payload(other));
  LoneEngine again(2);
  again.know(scene.issuer);
  again.peers = scene.lone.peers;
  again.ours = scene.lone.ours;
  again.tick();
  again.tick(2 * minute_ms);
  CHECK(
      std::ranges::none_of(again.asked, [](const auto& path) { return path.starts_with("/p/"); }));
}

TEST_CASE("an entry behind the fork that the issuer did not sign does not count") {
  TwoStories scene;
  scene.run();
  auto forged = scene.issuer.sign(scene.lone.peers[1], Issuer::status(9999));
  forged.header.sig[0] ^= 1;
  scene.lone.peers[1].keep(forged);
  scene.run();
  CHECK_FALSE(scene.lone.ours.payload(forged.header.payload_hash));
  CHECK_FALSE(scene.lone.events_of<PeerFailing>().empty());
}

TEST_CASE("a list behind the fork that nobody has any more holds up nothing") {
  TwoStories scene;
  scene.run();
  const auto lost = scene.go_on(1, 2001);
  const auto kept = scene.go_on(1, 2002);
  scene.lone.instead = [&](std::size_t, const std::string& path) -> std::optional<Served> {
    if (path != payload_path(lost)) return {};
    return Served{.status = 404};
  };
  scene.run();
  CHECK(scene.lone.ours.payload(kept));
  const auto later = scene.go_on(0, 1001);
  scene.run();
  CHECK(scene.lone.ours.payload(later));
}

}  // namespace waarmerk::node::gossip
