// LoneEngine: one gossip engine whose peers are stores in this process, without delay or loss.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "node/gossip/engine.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/serve.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/memory_feeds.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::tests {

namespace gossip = node::gossip;

/// Writes what an engine asked to be written.
inline void apply(MemoryFeeds& feeds, const gossip::Store& store) {
  for (const auto& entry : store.entries) feeds.keep(entry.header, entry.payload, entry.state);
  for (const auto& proof : store.forks) feeds.keep_fork(proof);
  for (const auto& payload : store.branch_payloads) feeds.keep_payload(payload);
}

inline gossip::Served ask(const MemoryFeeds& feeds, const std::string& target) {
  const auto mark = std::min(target.find('?'), target.size());
  return gossip::serve(feeds, target.substr(0, mark),
                       mark == target.size() ? "" : target.substr(mark + 1));
}

class LoneEngine {
 public:
  explicit LoneEngine(
      std::size_t peers_count, const std::function<void(gossip::Config&)>& adjust = [](auto&) {})
      : peers(peers_count), engine(config_of(peers_count, adjust), 1, {}, ours) {}

  /// Everyone's keys may be resolved.
  void know(const Issuer& issuer) { known.emplace(issuer.feed(), issuer.keys()); }

  void tick(std::int64_t ms = 0) {
    now = now + ms;
    tell(gossip::Timer{});
  }
  void tell(gossip::In in) {
    engine.handle(now, std::move(in));
    while (auto out = engine.poll()) std::visit([this](auto& any) { perform(any); }, *out);
  }

  template <class Event>
  std::vector<Event> events_of() const {
    std::vector<Event> found;
    for (const auto& event : events)
      if (const auto* wanted = std::get_if<Event>(&event)) found.push_back(*wanted);
    return found;
  }
  std::uint64_t seq_of(const Issuer& issuer) const {
    const auto head = ours.head(issuer.feed());
    return head ? head->seq : 0;
  }

  MemoryFeeds ours;
  std::vector<MemoryFeeds> peers;
  gossip::Engine engine;
  UnixTime now = start_time;
  std::map<node::feed::FeedId, node::feed::FeedKeys> known;
  /// What a peer answers in place of what it holds; given the peer and the path.
  std::function<std::optional<gossip::Served>(std::size_t, const std::string&)> instead;
  std::int64_t retry_after_ms = 0;  // of every answer
  bool disk_fails = false;
  bool has_room = true;  // on that disk
  std::vector<gossip::Event> events;
  std::vector<std::string> asked;
  std::vector<std::pair<std::size_t, gossip::Frame>> pushed;
  std::optional<UnixTime> timer;
  std::vector<gossip::ResolveFeed> resolved;

 private:
  static gossip::Config config_of(std::size_t peers_count,
                                  const std::function<void(gossip::Config&)>& adjust) {
    gossip::Config config;
    for (std::uint32_t i = 0; i < peers_count; ++i) config.peers.push_back(gossip::PeerId{i});
    config.subscription.all = true;
    adjust(config);
    return config;
  }

  void perform(const gossip::HttpGet& get) {
    asked.push_back(get.path);
    auto served = instead ? instead(get.peer.value, get.path) : std::nullopt;
    if (!served) served = ask(peers.at(get.peer.value), get.path);
    const bool fits = served->bytes.size() <= get.bytes_max;
    engine.handle(now, gossip::HttpDone{get.request, fits ? served->status : 0, served->bytes,
                                        retry_after_ms});
  }
  void perform(const gossip::HttpPost& post) {
    pushed.emplace_back(post.peer.value, *gossip::decode_frame(post.body));
    engine.handle(now, gossip::HttpDone{post.request, 202, {}});
  }
  void perform(const gossip::ResolveFeed& resolve) {
    resolved.push_back(resolve);
    const auto keys = known.find(resolve.feed);
    if (keys == known.end()) return engine.handle(now, gossip::KeysUnknown{resolve.feed});
    engine.handle(now, gossip::KeysKnown{resolve.feed, keys->second});
  }
  void perform(const gossip::Store& store) {
    const bool is_stored = !disk_fails && has_room;
    if (is_stored) apply(ours, store);
    engine.handle(now, gossip::StoreDone{store.request, is_stored, !has_room});
  }
  void perform(const gossip::SetTimer& set) { timer = set.at; }
  void perform(const gossip::Emit& emit) { events.push_back(emit.event); }
};

}  // namespace waarmerk::tests
