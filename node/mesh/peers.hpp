// Peers: which addresses are known, who is dialled, who may stay, and who is left alone for a day
// (spec/wire/mesh.md 6).
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/feed_id.hpp"
#include "node/gossip/link_frames.hpp"
#include "node/mesh/limits.hpp"
#include "node/mesh/slots.hpp"

namespace waarmerk::node::mesh {

enum class Trust : std::uint8_t { unknown, trusted, configured };

/// Who is at the other end of a link.
struct PeerInfo {
  std::optional<feed::FeedId> name = {};  ///< the feed of the DID that it has proven to be
  std::string endpoint = {};              ///< where it was dialled
  std::uint64_t prefix = 0;               ///< a number for its IPv4 /24 or IPv6 /48; 0: none
  std::uint64_t domain = 0;               ///< a number for its registrable domain; 0: none
  Trust trust = Trust::unknown;
};

/// Where somebody may be found.
struct Address {
  std::string endpoint;
  Trust trust = Trust::unknown;
  std::optional<gossip::PeerRecord> record = {};  ///< that may be told to others
  std::optional<feed::FeedId> told_by = {};       ///< whoever it was learnt from
};

/// By what somebody is left alone.
enum class Mark : std::uint8_t { name, prefix, domain };
struct Discouraged {
  Mark mark = Mark::name;
  std::uint64_t number = 0;
  UnixTime until;

  friend bool operator==(const Discouraged&, const Discouraged&) = default;
};

class Peers {
 public:
  explicit Peers(PeerLimits limits = {}) : limits_(limits) {}

  /// An address that the node was configured with, or that was told by a record whose signature
  /// holds. One that is known is made better, never worse. Of one domain, and of one who told us,
  /// no more than a few.
  void know(Address address, UnixTime now);

  /// The configured peers, all of them. Who was one and is not among them is as anybody.
  void configure(const std::vector<std::string>& endpoints, UnixTime now);

  /// Who it is by what we know ourselves: whom we dial is at home at the address that we dialled,
  /// and whoever has that name is as much trusted as the address. Where it says that it can be
  /// reached says nothing of who dialled us.
  PeerInfo recognise(PeerInfo who, bool outbound);
  /// We dialled whoever dialled us before, which is how we learn where it is at home. The link that
  /// stands, where there is one of which that was not known.
  std::optional<Slot> same(const PeerInfo& who);
  /// At the other end of a link that is up.
  const PeerInfo& who(Slot slot) const { return links_.at(slot).who; }

  /// Whether the record tells more than is known.
  bool is_news(const gossip::PeerRecord& record) const;

  /// What to dial now; each is counted as being dialled until `up` or `failed`.
  std::vector<std::string> dials(UnixTime now, SplitMix64& chance);
  std::optional<UnixTime> next_due() const { return next_; }

  /// Nothing where the link may stay, otherwise the code of the bye.
  std::optional<std::uint64_t> refusal(const PeerInfo& who, bool outbound, UnixTime now) const;
  /// A link came up and was not refused.
  void up(Slot slot, const PeerInfo& who, bool outbound);
  void down(Slot slot, UnixTime now, SplitMix64& chance);
  /// The other side has taken the link: it said more than why it ends.
  void taken(Slot slot);
  /// An address did not answer, or refused us and wants to be left alone for `wait_ms`.
  void failed(const std::string& endpoint, UnixTime now, SplitMix64& chance,
              std::int64_t wait_ms = 0);
  /// The link that came up was dialled only to see whether its address is alive.
  bool is_feeler(const std::string& endpoint) const { return feeler_ == endpoint; }
  /// It is.
  void felt(const std::string& endpoint, UnixTime now);

  /// Whoever broke the rules is not spoken to for a day: its name, prefix and domain.
  void discourage(const PeerInfo& who, UnixTime now);
  /// All who are left alone now; and those who were in an earlier life.
  std::vector<Discouraged> discouraged(UnixTime now) const;
  void recall(const std::vector<Discouraged>& earlier, UnixTime now);

  /// A few records that are young enough, to tell others.
  std::vector<gossip::PeerRecord> records(UnixTime now, SplitMix64& chance) const;
  /// Where somebody took a link who tells by a record of its own that it can be reached there, and
  /// not long ago; in the order of the endpoints.
  std::vector<std::string> good(UnixTime now) const;
  /// A few endpoints, for whoever finds no place here.
  std::vector<std::string> alternatives(SplitMix64& chance) const;

  std::size_t known() const { return book_.size(); }
  /// Addresses of those whose word counts for more than a stranger's.
  std::size_t known_trusted() const;
  /// Whether somebody could be dialled now who has no link.
  bool has_others(UnixTime now) const;

 private:
  struct Entry {
    Trust trust = Trust::unknown;
    std::optional<gossip::PeerRecord> record = {};
    std::optional<feed::FeedId> name = {};  // who was there when it was last dialled
    std::optional<feed::FeedId> told_by = {};
    std::uint64_t domain = 0;
    bool tried = false;  // it took a link, and has not failed often since
    UnixTime next_try;
    std::uint32_t failures = 0;
    bool linked = false;
  };
  using Book = std::map<std::string, Entry>;
  struct Linked {
    PeerInfo who;
    bool outbound = false;
  };
  using Marked = std::pair<Mark, std::uint64_t>;

  static std::array<std::optional<Marked>, 3> marks_of(const PeerInfo& who);
  std::size_t slots() const {
    return limits_.reserved_slots + limits_.trusted_slots + limits_.random_slots;
  }
  std::size_t outbound() const;
  std::size_t outbound(Trust trust) const;
  Book::iterator pick(std::optional<Trust> trust, UnixTime now, SplitMix64& chance);
  void dial(Book::iterator entry, UnixTime now, std::vector<std::string>& out);
  void end_stale_dials(UnixTime now, SplitMix64& chance);
  bool has_room_for(const Address& address, std::uint64_t domain);
  bool make_room();
  void plan(UnixTime now);
  void wake(UnixTime at);

  PeerLimits limits_;
  Book book_;
  std::map<std::string, UnixTime> dialling_;  // since when
  std::map<Slot, Linked> links_;
  std::size_t outbound_links_ = 0;
  std::map<Marked, UnixTime> discouraged_;  // until when
  std::string feeler_;
  std::optional<UnixTime> next_feeler_;
  std::optional<UnixTime> next_;
};

}  // namespace waarmerk::node::mesh
