// Peers: when each is asked, and what happens when one fails or lies.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

std::size_t polls(const LoneEngine& lone) {
  return static_cast<std::size_t>(std::ranges::count_if(
      lone.asked, [](const auto& path) { return path.starts_with("/heads"); }));
}

auto page(const Heads& heads) {
  return [heads](std::size_t, const std::string& path) -> std::optional<Served> {
    if (!path.starts_with("/heads")) return {};
    return Served{.bytes = encode_frame(heads)};
  };
}

Served status(int code) { return {.status = code}; }

// One peer, who holds the first entry of a feed.
struct Introduced {
  Introduced() {
    lone.know(issuer);
    issuer.publish(lone.peers[0], issuer.introduction());
  }

  LoneEngine lone{1};
  const Issuer issuer{1};
};

}  // namespace

TEST_CASE("a peer is asked at once, and again about every minute") {
  LoneEngine lone(1);
  lone.tick();
  CHECK(polls(lone) == 1);
  lone.tick(47 * second_ms);
  CHECK(polls(lone) == 1);
  lone.tick(26 * second_ms);
  CHECK(polls(lone) == 2);
  REQUIRE(lone.timer);
  CHECK(*lone.timer > lone.now);
}

TEST_CASE("only the last arrival and what came since is asked for") {
  Introduced introduced;
  auto& [lone, issuer] = introduced;
  issuer.publish(lone.peers[0], Issuer::status(1));
  lone.tick();
  lone.tick(2 * minute_ms);
  CHECK(lone.asked.front() == "/heads?after=0");
  CHECK(lone.asked.back() == "/heads?after=1");
}

TEST_CASE("a log that was put back and has grown as far again shows another last arrival") {
  Introduced introduced;
  auto& [lone, issuer] = introduced;
  const auto backup = lone.peers[0];
  issuer.publish(lone.peers[0], Issuer::status(1, R"({"v":"one"})"));
  lone.tick();
  CHECK(lone.seq_of(issuer) == 2);
  CHECK_FALSE(lone.ours.fork(issuer.feed()));
  lone.peers[0] = backup;
  issuer.publish(lone.peers[0], Issuer::status(1, R"({"v":"other"})"));
  lone.tick(2 * minute_ms);
  CHECK(lone.ours.fork(issuer.feed()));
}

TEST_CASE("every few hours a peer's arrivals are read from the start") {
  Introduced introduced;
  auto& [lone, issuer] = introduced;
  lone.tick();
  lone.tick(8 * hour_ms);
  CHECK(lone.asked.back() == "/heads?after=0");
}

TEST_CASE("a log that began anew is read from the start") {
  Introduced introduced;
  auto& [lone, issuer] = introduced;
  issuer.publish(lone.peers[0], Issuer::status(1));
  lone.tick();
  lone.peers[0] = {};
  const Issuer other(2);
  lone.know(other);
  other.publish(lone.peers[0], other.introduction());
  lone.tick(2 * minute_ms);
  CHECK(lone.seq_of(other) == 1);
}

TEST_CASE("a peer that does not answer is asked less and less often") {
  LoneEngine lone(1);
  lone.instead = [](std::size_t, const std::string&) { return status(0); };
  lone.tick();
  CHECK(lone.events_of<PeerFailing>().back().failures == 1);
  for (int i = 0; i < 3600; ++i) lone.tick(second_ms);
  const auto tries = polls(lone);
  CHECK(tries > 8);
  CHECK(tries < 20);
  CHECK(lone.engine.peers().front().failures == tries);
}

TEST_CASE("a peer that answers again is well at once") {
  LoneEngine lone(1);
  lone.instead = [](std::size_t, const std::string&) { return status(503); };
  lone.tick();
  lone.instead = {};
  lone.tick(3 * second_ms);
  CHECK(lone.events_of<PeerWell>().size() == 1);
  CHECK(lone.engine.peers().front().failures == 0);
  CHECK(lone.engine.peers().front().last_ok == lone.now);
}

TEST_CASE("who says how long it wants to be left alone is, but for no longer than who is silent") {
  LoneEngine lone(1);
  lone.instead = [](std::size_t, const std::string&) { return status(503); };
  lone.retry_after_ms = 5 * minute_ms;
  lone.tick();
  lone.tick(5 * minute_ms - 1);
  CHECK(polls(lone) == 1);
  lone.retry_after_ms = day_ms;
  lone.tick(1);
  CHECK(polls(lone) == 2);
  lone.tick(10 * minute_ms - 1);
  CHECK(polls(lone) == 2);
  lone.retry_after_ms = -day_ms;
  lone.tick(1);
  CHECK(polls(lone) == 3);
  lone.tick(minute_ms);
  CHECK(polls(lone) == 4);
}

TEST_CASE("a peer that sends what is no page is left alone for a while") {
  LoneEngine lone(1);
  for (const auto& bytes : {Bytes{}, Bytes{1, 2, 3}, Bytes(300, 0xff)}) {
    lone.instead = [&](std::size_t, const std::string&) { return Served{.bytes = bytes}; };
    lone.tick(13 * minute_ms);
  }
  CHECK(lone.events_of<PeerFailing>().size() == 3);
}

TEST_CASE("a page that contradicts itself counts against the peer") {
  LoneEngine lone(1);
  lone.instead = page({.next = 5, .newest = 4, .heads = {}, .forks = {}});
  lone.tick();
  CHECK(lone.events_of<PeerFailing>().size() == 1);
  LoneEngine fine(1);
  fine.instead = page({.next = 4, .newest = 4, .heads = {}, .forks = {}});
  fine.tick();
  CHECK(fine.events_of<PeerFailing>().empty());
}

TEST_CASE("a page that never ends does not keep us busy") {
  LoneEngine lone(1);
  lone.instead = page({.next = 0, .newest = 4, .heads = {}, .forks = {}});
  lone.tick();
  CHECK(polls(lone) == 1);
}

TEST_CASE("a peer whose log never ends is read 64 pages at a time") {
  LoneEngine lone(1);
  std::uint64_t next = 0;
  lone.instead = [&](std::size_t, const std::string&) {
    ++next;
    return Served{.bytes = encode_frame(Heads{next, next + 1, {}, {}})};
  };
  lone.tick();
  CHECK(polls(lone) == 64);
  lone.tick(2 * minute_ms);
  CHECK(polls(lone) == 128);
}

TEST_CASE("one failing peer does not keep us from another") {
  LoneEngine lone(2);
  const Issuer issuer(1);
  lone.know(issuer);
  issuer.publish(lone.peers[1], issuer.introduction());
  lone.instead = [](std::size_t peer, const std::string&) -> std::optional<Served> {
    return peer == 0 ? std::optional(status(0)) : std::nullopt;
  };
  lone.tick();
  CHECK(lone.seq_of(issuer) == 1);
}

TEST_CASE("peers come and go while we run") {
  LoneEngine lone(1);
  lone.peers.resize(2);
  lone.tick();
  lone.tell(PeersChanged{{PeerId{1}}});
  REQUIRE(lone.engine.peers().size() == 1);
  CHECK(lone.engine.peers().front().peer == PeerId{1});
  CHECK(polls(lone) == 2);
}

TEST_CASE("who wants to know now is told now") {
  LoneEngine lone(1);
  lone.tick();
  lone.tell(SyncNow{});
  CHECK(polls(lone) == 2);
}

TEST_CASE("a peer that knows more of our own feed is reported, and its entries not taken") {
  const Issuer own(1);
  LoneEngine lone(1, [&](Config& config) { config.own_feed = own.feed(); });
  lone.tell(KeysKnown{own.feed(), own.keys()});
  lone.ours.keep(own.publish(lone.peers[0], own.introduction()));
  lone.tick(2 * minute_ms);
  CHECK(lone.events_of<OwnFeedAhead>().empty());
  own.publish(lone.peers[0], Issuer::status(1));
  lone.tick(2 * minute_ms);
  REQUIRE(lone.events_of<OwnFeedAhead>().size() == 1);
  CHECK(lone.events_of<OwnFeedAhead>()[0].head.seq == 2);
  CHECK(lone.seq_of(own) == 1);
  lone.tell(RecoverOwnFeed{true});
  CHECK(lone.seq_of(own) == 2);
}

}  // namespace waarmerk::node::gossip
