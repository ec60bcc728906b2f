// In and Out: all that an Engine hears, and all that it asks for.
//
// The links, dials and frames of the whole protocol become further alternatives of the two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/strong.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/feed_reader.hpp"
#include "node/feed/fork.hpp"

namespace waarmerk::node::gossip {

/// The driver's own number for a peer; it alone knows the address.
using PeerId = Strong<struct PeerIdTag, std::uint32_t>;
/// One request of the engine, never used twice.
using RequestId = Strong<struct RequestIdTag, std::uint64_t>;

/// Which feeds are kept. The own feed always is.
struct Subscription {
  bool all = false;
  std::set<feed::FeedId> feeds = {};

  bool wants(const feed::FeedId& feed) const { return all || feeds.contains(feed); }
};

/// The keys of a feed are known: from the store, or in answer to ResolveFeed. A later one replaces
/// an earlier one.
struct KeysKnown {
  feed::FeedId feed;
  feed::FeedKeys keys;
};
/// ResolveFeed failed; it is asked again later.
struct KeysUnknown {
  feed::FeedId feed;
};
/// The answer to HttpGet or HttpPost, of which each gets exactly one; status 0 where none came.
struct HttpDone {
  RequestId request;
  int status = 0;
  Bytes body = {};
  std::int64_t retry_after_ms = 0;  ///< for which the peer wants to be left alone
};
/// The answer to Store. After `stored` the reader must show what was written.
struct StoreDone {
  RequestId request;
  bool stored = false;
  bool is_full = false;  ///< for want of room: it is asked for again much later
};
/// The reader does not show these any more: nobody here needs them.
struct FeedsForgotten {
  std::vector<feed::FeedId> feeds;
};
/// Someone posted this to our `/push`.
struct Pushed {
  Bytes bytes;
};
/// Our own feed grew, and that is on disk.
struct Published {};
/// The time that SetTimer named has come.
struct Timer {};
struct PeersChanged {
  std::vector<PeerId> peers;
};
struct SubscriptionChanged {
  Subscription subscription;
};
/// Someone wants to see now what peers have: as if every poll were due.
struct SyncNow {};
/// While true, peers' entries of our own feed are taken as any other's (after a restore).
struct RecoverOwnFeed {
  bool recovering = false;
};

using In = std::variant<KeysKnown, KeysUnknown, HttpDone, StoreDone, Pushed, Published, Timer,
                        PeersChanged, SubscriptionChanged, SyncNow, RecoverOwnFeed, FeedsForgotten>;

/// `path` follows the peer's base address. A longer body, or a peer that the driver no longer
/// knows, is answered with status 0.
struct HttpGet {
  RequestId request;
  PeerId peer;
  std::string path;
  std::size_t bytes_max = 0;
  std::int64_t timeout_ms = 0;
};
struct HttpPost {
  RequestId request;
  PeerId peer;
  std::string path;
  Bytes body;
  std::int64_t timeout_ms = 0;
};
/// Who writes this feed is not known: resolve `did`, whose feed it is, and give KeysKnown (with
/// feed_keys_of) or KeysUnknown.
struct ResolveFeed {
  feed::FeedId feed;
  did::Did did;
  /// The payload of the feed's first entry, where it was just learned. A line of a history proves
  /// itself, so that the host of the DID need not answer.
  Bytes introduction = {};
};

struct StoredEntry {
  feed::Header header;
  feed::EntryState state = feed::EntryState::ok;
  std::optional<Bytes> payload;  ///< nothing where it is empty, held already, or bare

  friend bool operator==(const StoredEntry&, const StoredEntry&) = default;
};
/// Write all of it at once, or nothing. The entries are of one feed and follow its head; the last
/// is the new head. Of `forks` and `branch_payloads` the disk must have been told before StoreDone.
struct Store {
  RequestId request;
  feed::FeedId feed;
  std::vector<StoredEntry> entries;
  std::vector<feed::ForkProof> forks;
  std::vector<Bytes> branch_payloads;  ///< of entries that only a fork proof holds, by their hash
};

/// Wake the engine at this time with Timer. A later SetTimer replaces an earlier one.
struct SetTimer {
  UnixTime at;
};

/// Things worth telling people; nothing depends on them.
struct HeadMoved {
  feed::Header head;
  std::size_t entries = 0;  ///< how many were added
};
struct ForkFound {
  feed::ForkProof proof;
};
struct PeerFailing {
  PeerId peer;
  std::uint32_t failures = 0;  ///< in a row
  std::string reason;
};
struct PeerWell {
  PeerId peer;
};
/// Someone holds an entry of our own feed that we do not: we must not sign. No peer: it was pushed.
struct OwnFeedAhead {
  std::optional<PeerId> peer;
  feed::Header head;
};
using Event = std::variant<HeadMoved, ForkFound, PeerFailing, PeerWell, OwnFeedAhead>;
struct Emit {
  Event event;
};

using Out = std::variant<HttpGet, HttpPost, ResolveFeed, Store, SetTimer, Emit>;

}  // namespace waarmerk::node::gossip
