// GossipWorld: many gossip engines in one thread, over a network and a clock that a seed decides.
//
// Messages are late, lost or cut off; nodes crash and start again from what was on their disk.
// Equal seeds give equal worlds.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <utility>
#include <vector>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::tests {

class GossipWorld {
 public:
  struct Faults {
    std::uint64_t lost_in_hundred = 0;
    std::int64_t delay_ms_max = 200;
  };

  struct Node {
    MemoryFeeds disk;
    std::vector<gossip::KeysKnown> keys;  // on disk too
    std::vector<std::uint32_t> peers;
    std::optional<node::feed::FeedId> own_feed;
    std::unique_ptr<gossip::Engine> engine;
    std::uint64_t life = 0;  // messages for an earlier life are dropped
    std::size_t forks_found = 0;
  };

  GossipWorld(std::uint64_t seed, const std::vector<std::vector<std::uint32_t>>& links)
      : chance_(seed), nodes(links.size()) {
    for (std::size_t i = 0; i < links.size(); ++i) nodes[i].peers = links[i];
    for (std::size_t i = 0; i < links.size(); ++i) start(i);
  }

  void know(const Issuer& issuer) { known_.emplace(issuer.feed(), issuer.keys()); }

  /// A node's own feed grows, and its peers hear of it.
  void publish(std::size_t node, const Issuer& issuer, node::feed::Draft draft) {
    issuer.publish(nodes[node].disk, std::move(draft), now);
    tell(node, gossip::Published{});
  }
  void own(std::size_t node, const Issuer& issuer) {
    nodes[node].own_feed = issuer.feed();
    nodes[node].keys.push_back({issuer.feed(), issuer.keys()});
    start(node);
  }

  void start(std::size_t i) {
    auto& node = nodes[i];
    ++node.life;
    gossip::Config config;
    for (const auto peer : node.peers) config.peers.push_back(gossip::PeerId{peer});
    config.subscription.all = true;
    config.own_feed = node.own_feed;
    node.engine = std::make_unique<gossip::Engine>(std::move(config), draw(),
                                                   gossip::Snapshot{node.keys}, node.disk);
    tell(i, gossip::Timer{});
  }
  /// What was not on the disk is gone; an answer on its way finds nobody.
  void crash(std::size_t i) { start(i); }
  void cut(std::size_t a, std::size_t b) { cuts_.insert({std::min(a, b), std::max(a, b)}); }
  void heal() { cuts_.clear(), faults = {}; }

  void run(std::int64_t ms) {
    const auto end = now + ms;
    while (!events_.empty() && events_.top().at <= end) {
      auto event = events_.top();
      events_.pop();
      now = event.at;
      event.happen();
    }
    now = end;
  }

  bool all_hold(const node::feed::FeedId& feed, std::uint64_t seq) const {
    return std::ranges::all_of(nodes, [&](const auto& node) {
      const auto head = node.disk.head(feed);
      return head && head->seq == seq && entry_hash(*head) == entry_hash(*nodes[0].disk.head(feed));
    });
  }
  std::uint64_t state_hash() const {
    std::uint64_t all = 0;
    for (const auto& node : nodes) all = all * 31 + node.engine->state_hash();
    return all;
  }
  std::uint64_t draw() {
    ByteArray<8> bytes;
    chance_.fill(bytes);
    std::uint64_t value = 0;
    for (const auto byte : bytes) value = value << 8 | byte;
    return value;
  }

 private:
  struct Happening {
    UnixTime at;
    std::uint64_t number = 0;
    std::function<void()> happen;
    bool operator<(const Happening& other) const {
      return std::pair(at, number) > std::pair(other.at, other.number);
    }
  };

  SeededRandom chance_;

 public:
  UnixTime now = start_time;
  Faults faults;
  std::vector<Node> nodes;

 private:
  void later(std::int64_t ms, std::function<void()> happen) {
    events_.push({now + ms, ++happenings_, std::move(happen)});
  }
  std::int64_t delay() {
    return 1 + static_cast<std::int64_t>(draw() % static_cast<std::uint64_t>(faults.delay_ms_max));
  }
  bool is_lost(std::size_t a, std::size_t b) {
    return cuts_.contains({std::min(a, b), std::max(a, b)}) ||
           draw() % 100 < faults.lost_in_hundred;
  }

  void tell(std::size_t i, gossip::In in) {
    nodes[i].engine->handle(now, std::move(in));
    while (auto out = nodes[i].engine->poll())
      std::visit([&](auto& any) { perform(i, any); }, *out);
  }
  // To be told later, unless the node has crashed by then.
  void tell_later(std::size_t i, std::int64_t ms, gossip::In in) {
    later(ms, [this, i, life = nodes[i].life, in = std::move(in)] {
      if (nodes[i].life == life) tell(i, in);
    });
  }

  void perform(std::size_t i, const gossip::HttpGet& get) {
    const std::size_t peer = get.peer.value;
    if (is_lost(i, peer))
      return tell_later(i, get.timeout_ms, gossip::HttpDone{get.request, 0, {}});
    later(delay(), [=, this, life = nodes[i].life] {
      if (nodes[i].life != life) return;
      auto served = ask(nodes[peer].disk, get.path);
      tell_later(i, delay(), gossip::HttpDone{get.request, served.status, std::move(served.bytes)});
    });
  }
  void perform(std::size_t i, const gossip::HttpPost& post) {
    const std::size_t peer = post.peer.value;
    const bool lost = is_lost(i, peer);
    if (!lost) later(delay(), [=, this] { tell(peer, gossip::Pushed{post.body}); });
    tell_later(i, 2 * delay(), gossip::HttpDone{post.request, lost ? 0 : 202, {}});
  }
  void perform(std::size_t i, const gossip::ResolveFeed& resolve) {
    const auto keys = known_.find(resolve.feed);
    if (keys == known_.end() || draw() % 100 < faults.lost_in_hundred)
      return tell_later(i, delay(), gossip::KeysUnknown{resolve.feed});
    nodes[i].keys.push_back({resolve.feed, keys->second});
    tell_later(i, delay(), gossip::KeysKnown{resolve.feed, keys->second});
  }
  // The disk takes a while; a crash in between loses the write or loses only the answer.
  void perform(std::size_t i, const gossip::Store& store) {
    later(1 + static_cast<std::int64_t>(draw() % 20), [=, this, life = nodes[i].life] {
      if (nodes[i].life != life) return;
      apply(nodes[i].disk, store);
      tell_later(i, 1 + static_cast<std::int64_t>(draw() % 20),
                 gossip::StoreDone{store.request, true});
    });
  }
  void perform(std::size_t i, const gossip::SetTimer& set) {
    tell_later(i, std::max<std::int64_t>(0, set.at - now), gossip::Timer{});
  }
  void perform(std::size_t i, const gossip::Emit& emit) {
    if (std::holds_alternative<gossip::ForkFound>(emit.event)) ++nodes[i].forks_found;
  }

  std::map<node::feed::FeedId, node::feed::FeedKeys> known_;
  std::set<std::pair<std::size_t, std::size_t>> cuts_;
  std::priority_queue<Happening> events_;
  std::uint64_t happenings_ = 0;
};

}  // namespace waarmerk::tests
