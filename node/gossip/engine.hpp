// Engine: keeps the feeds that interest us equal to what our peers hold (spec/wire/gossip.md 4).
//
// Sans-IO: inputs go in with `handle`, what is to be done comes out of `poll`. It owns no socket,
// reads no clock and draws no randomness; the same seed and inputs give the same outputs. Whoever
// drives it:
//
//   engine.handle(now, input);
//   while (auto out = engine.poll()) perform(*out);
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/gossip/limits.hpp"
#include "node/gossip/messages.hpp"

namespace waarmerk::node::gossip {

/// Looks into a payload beyond its syntax, such as whether a status list is signed by the feed's
/// DID and is of a URL that the feed owns. Where it fails the entry is void. It must be pure.
using PayloadJudge =
    std::function<Result<void>(const feed::Header&, ByteView payload, const feed::FeedKeys&)>;

/// Whether there is room on the disk for more of a feed.
using HasRoom = std::function<bool(const feed::FeedId&)>;

struct Config {
  std::vector<PeerId> peers = {};
  Subscription subscription = {};
  std::optional<feed::FeedId> own_feed = {};
  Limits limits = {};
  PayloadJudge judge = {};  ///< none: syntax alone decides
  HasRoom has_room = {};    ///< none: always
};

/// What was known before this start, beside what the reader shows.
struct Snapshot {
  std::vector<KeysKnown> keys = {};
};

/// How it goes with one peer.
struct PeerReport {
  PeerId peer;
  std::uint32_t failures = 0;  ///< in a row
  std::optional<UnixTime> last_ok = {};
  std::string last_failure = {};
  /// gossip.unreachable or gossip.dishonest, while it fails.
  std::optional<ErrorCode> fault = {};
  std::uint64_t cursor = 0;
  std::size_t feeds_behind = 0;  ///< feeds of which the peer told something that we do not hold
};

class Engine {
 public:
  /// The reader outlives the engine.
  Engine(Config config, std::uint64_t seed, Snapshot initial, const feed::FeedReader& reader);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Never blocks. What a peer sends cannot make it fail, only count against the peer. The first
  /// input of a life is a Timer.
  void handle(UnixTime now, In in);
  std::optional<Out> poll();

  std::vector<PeerReport> peers() const;
  /// The keys by which a feed is judged, where they are known.
  const feed::FeedKeys* find_keys(const feed::FeedId& feed) const;

  /// A digest of all that decides what comes next: equal for equal seeds and inputs.
  std::uint64_t state_hash() const;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace waarmerk::node::gossip
