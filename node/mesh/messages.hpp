// In and Out: all that a Core hears, and all that it asks for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/error.hpp"
#include "crypto/base/sip_hash.hpp"
#include "crypto/base/strong.hpp"
#include "did/did.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_head.hpp"
#include "node/feed/own_feed.hpp"
#include "node/gossip/messages.hpp"
#include "node/mesh/peers.hpp"
#include "node/witness/proof.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::mesh {

/// The driver's own number for a link, never used twice.
using LinkId = Strong<struct LinkIdTag, std::uint32_t>;

/// A frame's bytes, which may go along many links.
using FrameBytes = std::shared_ptr<const Bytes>;

/// A link stands, and its two ends know who they are (the handshake is over).
struct LinkUp {
  LinkId link;
  PeerInfo who;
  bool outbound = false;  ///< we dialled
  SipKey key{};           ///< the two ends have the same, and nobody else has it
};
struct LinkDown {
  LinkId link;
};
/// What Dial asked for came to nothing.
struct DialFailed {
  std::string endpoint;
};
/// One whole message. Borrowed for the length of the call.
struct Received {
  LinkId link;
  ByteView frame;
};
/// The time that SetTimer named has come. The first input of a life.
struct Timer {};
/// Our own feed grew by this entry, and that is on disk.
struct Published {
  feed::Header header;
};
/// Addresses that the node was configured with, or learnt elsewhere; and who may be told of us.
struct AddressesKnown {
  std::vector<Address> addresses;
};
/// The peers that the operator named, all of them: who was one before is none any more.
struct PeersConfigured {
  std::vector<std::string> endpoints;
};
/// Who was left alone in an earlier life.
struct DiscouragedBefore {
  std::vector<Discouraged> all;
};
struct SubscriptionChanged {
  gossip::Subscription subscription;
};
/// Nobody here needs this feed any more: it is taken off the shelf.
struct FeedForgotten {
  feed::FeedId feed{};
};
/// Feeds that strangers brought in an earlier life, and since when they are held.
struct FeedsMetBefore {
  std::vector<std::pair<feed::FeedId, UnixTime>> feeds;
};
/// Where others may dial us, in our own words and as of now; others believe it for a week.
struct OwnRecordSigned {
  gossip::PeerRecord record;
};
/// We stop: each link gets a bye, and no other is made.
struct Leaving {};
/// After a restore: ask everybody how far our own feed went, until that is known; or ask no more,
/// since it is known otherwise.
struct RecoverOwnFeed {
  bool is_wanted = true;
  /// Who was linked with us before the restore: their word counts where no peer is configured.
  std::set<feed::FeedId> met_before = {};
};

/// The answer to ResolveFeed: whether the judge knows keys of the feed.
struct FeedResolved {
  feed::FeedId feed{};
  bool is_known = false;
  bool is_put_off = false;  ///< nobody was asked: its host was asked too often
};
/// We are a witness, and signed this.
struct SnapshotSigned {
  witness::Snapshot snapshot;
};
/// What the newest snapshot of a witness says of these feeds is wanted; at most 64. Each that
/// somebody knows comes as ProofHeard.
struct ProofsWanted {
  did::Did witness;
  std::vector<feed::FeedId> feeds;
};

using In = std::variant<LinkUp, LinkDown, DialFailed, Received, Timer, Published, AddressesKnown,
                        PeersConfigured, DiscouragedBefore, SubscriptionChanged, FeedForgotten,
                        FeedsMetBefore, OwnRecordSigned, Leaving, RecoverOwnFeed, FeedResolved,
                        SnapshotSigned, ProofsWanted>;

/// Where the way out is narrow, what is urgent goes first and what can be repaired is dropped.
enum class Priority : std::uint8_t { urgent, normal, lazy };

struct Send {
  LinkId link;
  FrameBytes frame;
  Priority priority = Priority::normal;
};
/// After what was sent. No LinkDown need follow.
struct Close {
  LinkId link;
};
/// Answered with LinkUp or DialFailed.
struct Dial {
  std::string endpoint;
};
/// Find out with which keys this feed is signed; answered with FeedResolved. Where it is known
/// whose it is, look again.
struct ResolveFeed {
  feed::FeedId feed{};
  Bytes introduction = {};  ///< the payload of its first entry, where that was just learnt
  /// Whose link made us ask; nothing where the operator chose that node.
  std::optional<feed::FeedId> by = {};
};
/// Wake the core at this time with Timer. A later SetTimer replaces an earlier one.
struct SetTimer {
  UnixTime at;
};

/// Things worth telling; nothing in the mesh depends on them.
struct HeadMoved {
  feed::FeedHead head;
};
struct ForkFound {
  feed::FeedId feed{};
  std::uint64_t seq = 0;
};
/// Someone holds an entry of our own feed that we do not: we must not sign.
struct OwnFeedAhead {
  feed::FeedHead head;
};
/// How far our own feed went is known, or why it is not (feed::Standing).
struct OwnFeedStands {
  feed::Standing standing = feed::Standing::asking;
};
/// Feeds that are not known are no longer looked up for this link: mesh.too_many_strangers.
struct StrangersRefused {
  LinkId link;
  Error why;
};
/// An address that we were not configured with answered, was who it should be, and took the link.
struct AddressReached {
  std::string endpoint;
};
struct Misbehaved {
  LinkId link;
  std::string what;
  std::vector<Discouraged> left_alone;  ///< all who are from now on
};
/// The newest of this witness; it holds.
struct SnapshotHeard {
  witness::Snapshot snapshot;
};
/// It was wanted, and holds.
struct ProofHeard {
  witness::Proof proof;
};
using Event = std::variant<HeadMoved, ForkFound, OwnFeedAhead, OwnFeedStands, StrangersRefused,
                           Misbehaved, AddressReached, SnapshotHeard, ProofHeard>;
struct Emit {
  Event event;
};

using Out = std::variant<Send, Close, Dial, ResolveFeed, SetTimer, Emit>;
using Outs = std::vector<Out>;

}  // namespace waarmerk::node::mesh
