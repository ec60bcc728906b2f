// Pushes: hints that make a change travel faster, and can do no harm.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

// We and peer 0 hold two entries of one feed.
struct Scene {
  explicit Scene(std::size_t peers = 1) : lone(peers) {
    lone.know(issuer);
    issuer.publish(lone.peers[0], issuer.introduction());
    issuer.publish(lone.peers[0], Issuer::status(1));
    lone.tick();
    lone.asked.clear();
    lone.pushed.clear();
  }
  feed::Entry next(std::uint64_t version) {
    return issuer.publish(lone.peers[0], Issuer::status(version), lone.now);
  }

  Issuer issuer{1};
  LoneEngine lone;
};

Pushed push(const std::vector<PushedEntry>& entries) { return {encode_frame(Entries{entries})}; }

std::size_t entries_pushed(const LoneEngine& lone) {
  std::size_t count = 0;
  for (const auto& [peer, frame] : lone.pushed)
    if (const auto* entries = std::get_if<Entries>(&frame)) count += entries->entries.size();
  return count;
}

}  // namespace

TEST_CASE("a pushed entry with its payload is stored without asking anyone") {
  Scene scene;
  const auto entry = scene.next(2);
  scene.lone.tell(push({{entry.header, entry.payload}}));
  CHECK(scene.lone.seq_of(scene.issuer) == 3);
  CHECK(scene.lone.asked.empty());
}

TEST_CASE("a pushed entry without its payload makes us ask our peers soon") {
  Scene scene;
  const auto entry = scene.next(2);
  scene.lone.tell(push({{entry.header, std::nullopt}}));
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
  scene.lone.tick(2 * second_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 3);
}

TEST_CASE("pushed entries in the wrong order wait for each other") {
  Scene scene;
  const auto third = scene.next(2);
  const auto fourth = scene.next(3);
  scene.lone.tell(push({{fourth.header, fourth.payload}}));
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
  scene.lone.tell(push({{third.header, third.payload}}));
  CHECK(scene.lone.seq_of(scene.issuer) == 4);
}

TEST_CASE("a forged push changes nothing and asks nobody") {
  Scene scene;
  auto entry = scene.next(2);
  entry.header.sig[0] ^= 1;
  scene.lone.tell(push({{entry.header, entry.payload}}));
  entry.header.sig[0] ^= 1;
  entry.payload[9] ^= 1;
  scene.lone.tell(push({{entry.header, entry.payload}}));
  scene.lone.tick(2 * second_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
  CHECK(scene.lone.asked.empty());
}

TEST_CASE("what is no push is ignored") {
  Scene scene;
  scene.lone.tell(Pushed{Bytes{1, 2, 3}});
  scene.lone.tell(Pushed{Bytes(push_bytes_max + 1, 0)});
  scene.lone.tell(Pushed{encode_frame(Heads{})});
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
  CHECK(scene.lone.asked.empty());
}

TEST_CASE("hints for what we do not know ask no more than once a second") {
  Scene scene;
  const Issuer stranger(2);
  tests::MemoryFeeds feeds;
  const auto entry = stranger.sign(feeds, stranger.introduction());
  scene.lone.tick(10 * second_ms);
  scene.lone.asked.clear();
  for (int i = 0; i < 50; ++i) {
    scene.lone.tell(push({{entry.header, entry.payload}}));
    scene.lone.tick(100);
  }
  CHECK(scene.lone.asked.size() >= 3);
  CHECK(scene.lone.asked.size() <= 8);
}

TEST_CASE("what is new is pushed on, but not to whom it came from, and not when it is old") {
  Scene scene(3);
  scene.next(2);
  scene.lone.tell(SyncNow{});
  REQUIRE(entries_pushed(scene.lone) == 2);
  for (const auto& [peer, frame] : scene.lone.pushed) CHECK(peer != 0);
  scene.lone.pushed.clear();
  scene.next(3);
  scene.lone.tick(11 * minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 4);
  CHECK(scene.lone.pushed.empty());
}

TEST_CASE("our own entry goes to every peer, with its payload") {
  const Issuer own(1);
  LoneEngine lone(2, [&](Config& config) { config.own_feed = own.feed(); });
  lone.tick();
  const auto entry = own.publish(lone.ours, own.introduction());
  lone.tell(Published{});
  REQUIRE(lone.pushed.size() == 2);
  const auto& pushed = std::get<Entries>(lone.pushed[0].second).entries;
  REQUIRE(pushed.size() == 1);
  CHECK(pushed[0].header == entry.header);
  CHECK(pushed[0].payload == entry.payload);
}

TEST_CASE("a large payload does not travel along") {
  const Issuer own(1);
  LoneEngine lone(1, [&](Config& config) { config.own_feed = own.feed(); });
  lone.tick();
  const auto list = "{\"l\":\"" + std::string(inline_payload_bytes_max, 'x') + "\"}";
  own.publish(lone.ours, Issuer::status(1, list));
  lone.tell(Published{});
  REQUIRE(lone.pushed.size() == 1);
  CHECK_FALSE(std::get<Entries>(lone.pushed[0].second).entries[0].payload);
}

TEST_CASE(
    "entries that wait for a gap have a bound of all feeds together, and what is left is room") {
  LoneEngine lone(1, [](Config& config) { config.limits.parked_max = 3; });
  std::vector<Issuer> issuers;
  std::vector<feed::Entry> early;
  for (std::uint8_t seed = 1; seed <= 5; ++seed) {
    auto& issuer = issuers.emplace_back(seed);
    lone.know(issuer);
    issuer.publish(lone.peers[0], issuer.introduction());
  }
  lone.tick();
  for (auto& issuer : issuers) {
    issuer.publish(lone.peers[0], Issuer::status(1));
    early.push_back(issuer.publish(lone.peers[0], Issuer::status(2)));
  }
  lone.instead = [](std::size_t, const std::string&) { return gossip::Served{.status = 503}; };
  for (const auto& entry : early) lone.tell(push({{entry.header, entry.payload}}));
  const auto gap = [&](const Issuer& issuer) {
    return lone.peers[0].headers(issuer.feed(), 0, {.from = 2, .to = 2}, 1).front();
  };
  const auto fill = [&](const Issuer& issuer) {
    const auto header = gap(issuer);
    lone.tell(push({{header, lone.peers[0].payload(header.payload_hash)}}));
    return lone.seq_of(issuer);
  };
  CHECK(fill(issuers[0]) == 3);  // its next was there
  CHECK(fill(issuers[4]) == 2);  // of this one it was one too many
  lone.tell(push({{early[4].header, early[4].payload}}));
  CHECK(lone.seq_of(issuers[4]) == 3);
}

TEST_CASE("what was pushed too early is dropped where others need the room, once it is old") {
  LoneEngine lone(1, [](Config& config) { config.limits.parked_max = 1; });
  const Issuer one(1), other(2);
  for (const auto* issuer : {&one, &other}) {
    lone.know(*issuer);
    issuer->publish(lone.peers[0], issuer->introduction());
  }
  lone.tick();
  const auto publish_two = [&](const Issuer& issuer) {
    const auto first = issuer.publish(lone.peers[0], Issuer::status(1));
    return std::pair(first, issuer.publish(lone.peers[0], Issuer::status(2)));
  };
  const auto [one_gap, one_early] = publish_two(one);
  const auto [other_gap, other_early] = publish_two(other);
  lone.instead = [](std::size_t, const std::string&) { return gossip::Served{.status = 503}; };
  lone.tell(push({{one_early.header, one_early.payload}}));
  lone.now = lone.now + feed::parked_ms + second_ms;
  lone.tell(push({{other_early.header, other_early.payload}}));
  lone.tell(push({{other_gap.header, other_gap.payload}}));
  CHECK(lone.seq_of(other) == 3);
  lone.tell(push({{one_gap.header, one_gap.payload}}));
  CHECK(lone.seq_of(one) == 2);
}

}  // namespace waarmerk::node::gossip
