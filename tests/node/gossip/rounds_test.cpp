// Rounds: fetching, judging and storing what a feed lacks.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

// One peer that holds a feed of `entries` entries, whose keys can be resolved.
struct Scene {
  explicit Scene(
      std::size_t entries, const std::function<void(Config&)>& adjust = [](auto&) {})
      : lone(1, adjust) {
    lone.know(issuer);
    for (std::size_t i = 0; i < entries; ++i) publish(i);
  }
  void publish(std::size_t i) {
    issuer.publish(lone.peers[0], i == 0 ? issuer.introduction() : Issuer::status(i), lone.now);
  }

  Issuer issuer{1};
  LoneEngine lone;
};

Served answer(int status, Bytes bytes = {}) {
  return {.status = status, .bytes = std::move(bytes)};
}

bool asked_for(const LoneEngine& lone, std::string_view prefix) {
  return std::ranges::any_of(lone.asked,
                             [&](const auto& path) { return path.starts_with(prefix); });
}

}  // namespace

TEST_CASE("a feed that nobody knew is introduced, resolved and stored whole") {
  Scene scene(5);
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 5);
  REQUIRE(scene.lone.resolved.size() == 1);
  CHECK(scene.lone.resolved[0].did == scene.issuer.did());
  const auto held = scene.lone.ours.headers(scene.issuer.feed(), 0, {.from = 1, .to = 5}, 5);
  for (const auto& header : held) CHECK(scene.lone.ours.payload(header.payload_hash));
  CHECK(scene.lone.events_of<HeadMoved>().size() == 1);
}

TEST_CASE("later entries are fetched without asking for the keys again") {
  Scene scene(2);
  scene.lone.tick();
  scene.publish(2);
  scene.lone.tick(2 * minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 3);
  CHECK(scene.lone.resolved.size() == 1);
}

TEST_CASE("a long feed is fetched in several rounds") {
  Scene scene(200);
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 200);
  CHECK(scene.lone.events_of<HeadMoved>().size() == 4);
}

TEST_CASE("a feed that does not interest us is not fetched") {
  Scene scene(2, [](Config& config) { config.subscription.all = false; });
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 0);
  CHECK_FALSE(asked_for(scene.lone, "/f/"));
  scene.lone.tell(SubscriptionChanged{{.all = false, .feeds = {scene.issuer.feed()}}});
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
}

TEST_CASE("keys that cannot be had yet are asked for again later") {
  Scene scene(2);
  const auto known = std::exchange(scene.lone.known, {});
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 0);
  scene.lone.tick();
  CHECK(scene.lone.resolved.size() == 1);
  scene.lone.known = known;
  scene.lone.tick(3 * second_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
}

TEST_CASE("keys of another DID do not count") {
  Scene scene(2);
  scene.lone.known.at(scene.issuer.feed()) = Issuer(2).keys();
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 0);
}

TEST_CASE("nothing counts before it is on disk") {
  Scene scene(2);
  scene.lone.disk_fails = true;
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 0);
  CHECK(scene.lone.events_of<HeadMoved>().empty());
  scene.lone.disk_fails = false;
  scene.lone.tick(minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
}

TEST_CASE("what follows a new DID document is judged once that document is stored") {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> held_when_judged;
  const LoneEngine* engine = nullptr;
  Scene scene(1, [&](Config& config) {
    config.judge = [&](const feed::Header& header, ByteView, const feed::FeedKeys&) {
      const auto head = engine->ours.head(header.feed);
      held_when_judged.emplace_back(header.seq, head ? head->seq : 0);
      return Result<void>{};
    };
  });
  engine = &scene.lone;
  scene.issuer.publish(scene.lone.peers[0], Issuer::status(1), scene.lone.now);
  scene.issuer.publish(scene.lone.peers[0], scene.issuer.introduction(), scene.lone.now);
  scene.issuer.publish(scene.lone.peers[0], Issuer::status(2), scene.lone.now);
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 4);
  using Judged = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  CHECK(held_when_judged == Judged{{1, 0}, {2, 0}, {3, 0}, {4, 3}});
}

TEST_CASE("an entry whose payload says what it must not is stored as void, and the next follows") {
  Scene scene(2, [](Config& config) {
    config.judge = [](const feed::Header& header, ByteView, const feed::FeedKeys&) {
      return header.seq == 2 ? fail(feed::bad_payload, "not by the issuer") : Result<void>{};
    };
  });
  scene.publish(2);
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 3);
  const auto state = [&](std::uint64_t seq) {
    return scene.lone.ours.states.at({scene.issuer.feed(), seq});
  };
  CHECK(state(1) == feed::EntryState::ok);
  CHECK(state(2) == feed::EntryState::voided);
  CHECK(state(3) == feed::EntryState::ok);
}

TEST_CASE("another payload than asked for counts against the peer, not against the feed") {
  Scene scene(3);
  int lies = 1;
  scene.lone.instead = [&](std::size_t, const std::string& path) -> std::optional<Served> {
    if (!path.starts_with("/p/") || scene.lone.resolved.empty() || lies-- <= 0) return {};
    return answer(200, Bytes{1});
  };
  scene.lone.tick();
  CHECK(scene.lone.events_of<PeerFailing>().size() == 1);
  CHECK(scene.lone.seq_of(scene.issuer) == 0);
  scene.lone.tick(13 * minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 3);
}

TEST_CASE("what came before a missing payload is kept, and the rest fetched elsewhere") {
  Issuer issuer(1);
  LoneEngine lone(2);
  lone.know(issuer);
  for (std::size_t i = 0; i < 4; ++i)
    lone.peers[1].keep(
        issuer.publish(lone.peers[0], i == 0 ? issuer.introduction() : Issuer::status(i)));
  const auto third = lone.peers[0].headers(issuer.feed(), 0, {.from = 3, .to = 3}, 1).front();
  lone.instead = [&](std::size_t peer, const std::string& path) -> std::optional<Served> {
    if (peer == 0 && path == payload_path(third.payload_hash)) return answer(404);
    return {};
  };
  lone.tick();
  CHECK(lone.seq_of(issuer) == 4);
  CHECK(lone.events_of<PeerFailing>().empty());
}

TEST_CASE("a payload that was erased does not stop the feed, one that is withheld does") {
  for (const bool erasable : {true, false}) {
    Scene scene(2);
    auto draft = Issuer::status(2);
    draft.flags = erasable ? feed::flag_erasable : 0;
    const auto gone = scene.issuer.publish(scene.lone.peers[0], draft).header;
    scene.publish(3);
    scene.lone.instead = [&](std::size_t, const std::string& path) -> std::optional<Served> {
      if (path == payload_path(gone.payload_hash)) return answer(410);
      return {};
    };
    scene.lone.tick();
    CHECK(scene.lone.seq_of(scene.issuer) == (erasable ? 4U : 2U));
    if (erasable) CHECK(scene.lone.ours.states.at({gone.feed, gone.seq}) == feed::EntryState::bare);
  }
}

TEST_CASE("headers with a bad signature count against the peer") {
  Scene scene(3);
  scene.lone.instead = [&](std::size_t, const std::string& path) -> std::optional<Served> {
    if (path.find("/e/0/1-3") == std::string::npos) return {};
    auto served = tests::ask(scene.lone.peers[0], path);
    served.bytes.at(feed::header_bytes + 200) ^= 1;
    return served;
  };
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 0);
  CHECK(scene.lone.events_of<PeerFailing>().size() == 1);
  scene.lone.instead = {};
  scene.lone.tick(2 * minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 0);  // left alone for a while
  scene.lone.tick(13 * minute_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 3);
}

TEST_CASE("an entry that must be understood and is not holds its feed back, and no other") {
  Scene scene(2);
  scene.issuer.publish(scene.lone.peers[0],
                       {static_cast<feed::EntryType>(64), Bytes{1}, feed::flag_critical});
  const Issuer other(2);
  scene.lone.know(other);
  other.publish(scene.lone.peers[0], other.introduction());
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 2);
  CHECK(scene.lone.seq_of(other) == 1);
  CHECK(scene.lone.events_of<PeerFailing>().empty());
}

TEST_CASE("a feed that spends its budget waits for more") {
  Scene scene(20, [](Config& config) {
    config.limits.headers_per_round_max = 2;
    config.limits.rounds_per_feed_burst = 4;
  });
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) == 6);  // the introduction was the fourth round
  scene.lone.tick(minute_ms + second_ms);
  CHECK(scene.lone.seq_of(scene.issuer) == 8);
}

TEST_CASE("no more feeds are followed than the limit allows") {
  Scene scene(1, [](Config& config) { config.limits.feeds_max = 1; });
  const Issuer other(2);
  scene.lone.know(other);
  other.publish(scene.lone.peers[0], other.introduction());
  scene.lone.tick();
  CHECK(scene.lone.seq_of(scene.issuer) + scene.lone.seq_of(other) == 1);
}

TEST_CASE(
    "where there is no room for a feed nobody is asked for it, and later it is looked again") {
  bool has_room = false;
  LoneEngine lone(
      1, [&](Config& config) { config.has_room = [&](const feed::FeedId&) { return has_room; }; });
  const Issuer issuer(1);
  lone.know(issuer);
  issuer.publish(lone.peers[0], issuer.introduction());
  for (int minutes = 0; minutes < 30; ++minutes) lone.tick(minute_ms);
  CHECK(lone.seq_of(issuer) == 0);
  CHECK(std::ranges::none_of(lone.asked, [](const auto& path) { return path.starts_with("/f/"); }));
  CHECK(lone.resolved.empty());
  has_room = true;
  for (int minutes = 0; minutes < 60; ++minutes) lone.tick(minute_ms);
  CHECK(lone.seq_of(issuer) == 1);
}

TEST_CASE("what the disk has no room for is not fetched again and again") {
  LoneEngine lone(1);
  const Issuer issuer(1);
  lone.know(issuer);
  issuer.publish(lone.peers[0], issuer.introduction());
  lone.has_room = false;
  for (int minutes = 0; minutes < 40; ++minutes) lone.tick(minute_ms);
  const auto payloads =
      std::ranges::count_if(lone.asked, [](const auto& path) { return path.starts_with("/p/"); });
  CHECK(payloads <= 2);  // to introduce it, and to store it
  lone.has_room = true;
  for (int minutes = 0; minutes < 60; ++minutes) lone.tick(minute_ms);
  CHECK(lone.seq_of(issuer) == 1);
}

TEST_CASE(
    "a feed that was forgotten is fetched from its beginning where a peer tells of it again") {
  LoneEngine lone(1);
  const Issuer issuer(1);
  lone.know(issuer);
  issuer.publish(lone.peers[0], issuer.introduction());
  issuer.publish(lone.peers[0], Issuer::status(1));
  lone.tick();
  REQUIRE(lone.seq_of(issuer) == 2);
  lone.ours = {};
  lone.tell(FeedsForgotten{{issuer.feed()}});
  CHECK(lone.engine.find_keys(issuer.feed()) == nullptr);
  lone.tick(8 * hour_ms);
  CHECK(lone.seq_of(issuer) == 2);
}

TEST_CASE("made-up feeds shut out nobody, however many a peer tells of") {
  LoneEngine lone(2, [](Config& config) { config.limits.feeds_max = 32; });
  const Issuer honest(1), held(2);
  for (const auto* issuer : {&honest, &held}) lone.know(*issuer);
  held.publish(lone.peers[1], held.introduction());
  lone.tick();
  Heads made_up{.next = 1000, .newest = 1000, .heads = {}, .forks = {}};
  for (std::uint32_t number = 0; number < 1000; ++number) {
    feed::Header header;
    header.seq = 1;
    header.feed.value[0] = static_cast<std::uint8_t>(number);
    header.feed.value[1] = static_cast<std::uint8_t>(number >> 8U);
    made_up.heads.push_back(header);
  }
  lone.instead = [&](std::size_t peer, const std::string& path) -> std::optional<Served> {
    if (peer != 0) return {};
    if (path.starts_with("/heads")) return Served{.bytes = encode_frame(made_up)};
    return Served{.status = 404};
  };
  lone.tick(2 * minute_ms);
  honest.publish(lone.peers[1], honest.introduction());
  for (int minutes = 0; minutes < 5; ++minutes) lone.tick(minute_ms);
  CHECK(lone.seq_of(honest) == 1);
  CHECK(lone.engine.find_keys(held.feed()) != nullptr);  // what is held is not forgotten for them
}

}  // namespace waarmerk::node::gossip
