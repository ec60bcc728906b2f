// Graph: the bits of trust that are known, as edges between feeds (spec/trust.md 1).
//
// One holds every bit that was ever counted, also those that ended: a question about last year is
// answered from the same graph.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

inline constexpr ErrorCode bad_bit{"trust.bad_bit", ErrorKind::invalid};

inline constexpr int full_amount = 120;
inline constexpr int amount_step = 10;
inline constexpr int depth_max = 3;
inline constexpr std::int64_t bit_ms_max = 3 * 366 * day_ms;

/// Trusted to issue, or to say who else is.
enum class Kind : std::uint8_t { issue, introduce };

/// Where a bit stands in the feed of its truster.
struct Place {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// What one organisation says of another, with when and where it said it.
struct TrustBit {
  feed::FeedId truster;
  feed::FeedId trustee;
  Sha256 hash;  ///< of the credential
  Place place;
  Kind kind = Kind::issue;
  int amount = full_amount;
  int depth = 0;            ///< how many more introductions may follow; of `issue` none
  std::uint32_t quota = 0;  ///< how many the trustee may introduce; 0 where nothing is said
  Scope scope;
  UnixTime said = {};  ///< by the entry that carried it
  UnixTime from = {};
  UnixTime until = {};             ///< or when it was ended, if that came before
  UnixTime first_seen = {};        ///< by this node
  std::uint32_t witnesses = 0;     ///< that count here, and hold it
  bool is_on_every_branch = true;  ///< of a feed that forked before it
};

/// Fails with trust.bad_bit or trust.bad_scope where no bit may be as this one is.
Result<void> check_bit(const TrustBit& bit);

using NodeIndex = std::uint32_t;
using BitIndex = std::uint32_t;
using ScopeIndex = std::uint32_t;

/// A bit as the algorithm walks along it. What decides whether it counts stands first, in as little
/// of the memory as a processor takes in at a time.
struct Edge {
  NodeIndex truster;
  NodeIndex trustee;
  ScopeIndex scope;
  std::uint32_t quota;
  std::uint32_t witnesses;
  std::uint8_t amount;
  std::uint8_t depth;
  Kind kind;
  bool is_on_every_branch;
  UnixTime said;
  UnixTime from;
  UnixTime until;
  UnixTime first_seen;
  Place place;
  Sha256 hash;
};

class Graph {
 public:
  /// A later bit about the same scope takes the place of an earlier one from when it was said. One
  /// that is held already changes nothing. Fails with trust.bad_bit or trust.bad_scope.
  Result<void> add(const TrustBit& bit);
  /// The bit with this hash in the truster's feed counts until then. False where there is none.
  bool end(const feed::FeedId& truster, const Sha256& hash, UnixTime at);
  /// Its truster told two stories, and not both have the bit; or went on from before it.
  bool leave_behind(const feed::FeedId& truster, const Sha256& hash);
  /// More of those that count hold it. False where there is none.
  bool witness(const feed::FeedId& truster, const Sha256& hash, std::uint32_t witnesses);
  /// Organisations that are one, such as those of one registrable domain, share what passes through
  /// them. Each is its own group until it is said otherwise.
  void put_in_group(const feed::FeedId& feed, std::string_view group);

  std::optional<NodeIndex> find(const feed::FeedId& feed) const;
  const feed::FeedId& feed_of(NodeIndex node) const { return nodes_[node].feed; }
  std::uint32_t group_of(NodeIndex node) const { return nodes_[node].group; }
  const Edge& edge(BitIndex bit) const { return edges_[bit]; }
  const Scope& scope(ScopeIndex scope) const { return *scopes_[scope]; }
  /// Of one truster, in the order of its feed; of two at one place that with the smaller hash
  /// first.
  std::span<const BitIndex> said_by(NodeIndex node) const { return nodes_[node].out; }
  std::span<const BitIndex> said_of(NodeIndex node) const { return nodes_[node].in; }
  /// Where the bit stands among those that its truster said.
  std::size_t rank(BitIndex bit) const;

  /// The number of the last change, and of the last that touched a bit of or about this feed: 0
  /// where there was none.
  std::uint64_t changes() const { return changes_; }
  std::uint64_t changed(const feed::FeedId& feed) const;
  std::uint64_t changed(NodeIndex node) const { return changed_[node]; }
  /// The number of the last change to who introduces whom: to a bit of that kind, or to the group
  /// of one who is introduced.
  std::uint64_t ways_changed() const { return ways_changed_; }

  std::size_t nodes() const { return nodes_.size(); }
  std::size_t edges() const { return edges_.size(); }
  std::size_t scopes() const { return scopes_.size(); }

 private:
  struct Node {
    feed::FeedId feed;
    std::uint32_t group;
    std::vector<BitIndex> out = {};
    std::vector<BitIndex> in = {};
    // The same as `out`, in other orders: four bytes a bit, and nothing to move but those.
    std::vector<BitIndex> out_by_hash = {};
    std::vector<BitIndex> out_by_subject = {};  // trustee and scope, and then as in `out`
  };

  NodeIndex node_of(const feed::FeedId& feed);
  ScopeIndex scope_of(const Scope& scope);
  void touch_ends(const Edge& edge);
  void touch_way(const Edge& edge);
  Edge* find_edge(const feed::FeedId& truster, const Sha256& hash);
  void replace_earlier(const Node& truster, std::size_t at);

  std::deque<Node> nodes_;
  // Of each node, close together: an answer that is given again asks for many.
  std::vector<std::uint64_t> changed_;
  std::deque<Edge> edges_;  // that nothing has to move when it grows
  std::map<feed::FeedId, NodeIndex> numbers_;
  std::map<Scope, ScopeIndex> scope_numbers_;
  std::vector<const Scope*> scopes_;
  std::map<std::string, std::uint32_t, std::less<>> groups_;
  std::uint32_t next_group_ = 0;
  std::uint64_t changes_ = 0;
  std::uint64_t ways_changed_ = 0;
};

}  // namespace waarmerk::node::trust
