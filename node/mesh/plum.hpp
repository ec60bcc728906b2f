// Plum: along which links an entry is pushed, along which it is announced, and who is asked for
// what was announced and does not come (after Plumtree, Leitão, Pereira and Rodrigues 2007;
// spec/wire/mesh.md 3).
//
// It knows links by their slots and entries by their heads, and neither frames nor feeds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "crypto/base/sip_hash.hpp"
#include "crypto/base/split_mix.hpp"
#include "crypto/base/time.hpp"
#include "node/mesh/limits.hpp"
#include "node/mesh/short_id.hpp"
#include "node/mesh/slots.hpp"

namespace waarmerk::node::mesh {

/// How an entry came.
enum class Way : std::uint8_t {
  own,     ///< we wrote it: it is pushed along all links
  author,  ///< pushed by whoever wrote it, who pushes along all links: that says nothing of speed
  pushed,  ///< pushed by somebody: the first who does is the fastest
  asked,   ///< we asked for it: it is announced, and not pushed
};

struct Source {
  Way way = Way::pushed;
  std::optional<Slot> slot = {};  ///< none: our own, or one that waited here
};

class Plum {
 public:
  using Ids = std::vector<gossip::ShortId>;

  explicit Plum(PlumLimits limits = {}) : limits_(limits) {}

  /// A new link is pushed along.
  void link_up(Slot slot, const SipKey& key);
  void link_down(Slot slot);
  void pruned(Slot slot) { eager_.erase(slot); }
  void grafted(Slot slot) { eager_.insert(slot); }
  Slots eager() const { return eager_; }

  /// A new entry, which none but `among` are interested in. Returns along which links it is to be
  /// pushed. The others hear of it with the next announcement.
  Slots learn(const feed::FeedHead& entry, const Source& source, Slots among, UnixTime now,
              SplitMix64& chance);

  /// Nothing of this feed is held any more: who brings it again brings something new.
  void forget(const feed::FeedId& feed);

  /// The entry is held, and came again. True: answer with a prune.
  bool heard_again(const feed::FeedHead& entry, const Source& source);

  /// The other side of a link announced this.
  void announced(Slot slot, const Ids& ids, UnixTime now);

  /// Whether the entry was learnt lately.
  bool knows(const feed::FeedHead& entry) const { return find(entry).has_value(); }
  /// What the other side of a link calls so, of what was learnt lately.
  const feed::FeedHead* named(Slot slot, const gossip::ShortId& id) const;

  /// What is to be said now.
  struct Due {
    std::vector<std::pair<Slot, Ids>> announce;
    std::vector<std::pair<Slot, Ids>> ask;  ///< each with a graft
  };
  Due due(UnixTime now);
  std::optional<UnixTime> next_due() const;

  /// How many of those that were asked on this link did not answer.
  std::size_t broken_promises(Slot slot) const { return links_[slot].broken; }
  std::size_t wanted() const { return wanted_.size(); }

 private:
  struct Link {
    SipKey key{};
    std::size_t broken = 0;
  };
  struct Known {
    feed::FeedHead entry;
    UnixTime at;
    Slots holders;            // or not interested
    bool was_pushed = false;  // who brought it first was the fastest
    bool announced = false;
  };
  struct Wanted {
    std::vector<std::pair<Slot, gossip::ShortId>> announcers;
    std::size_t asked = 0;
    UnixTime next;
  };

  template <class Matches>
  std::optional<std::size_t> find(Tail tail, Matches matches) const;
  std::optional<std::size_t> find(const feed::FeedHead& entry) const;
  std::optional<std::size_t> find_named(Slot slot, const gossip::ShortId& id) const;
  void forget(UnixTime now);
  void want(Slot slot, const gossip::ShortId& id, UnixTime now);
  void announce(Due& due);
  void ask(UnixTime now, Due& due);

  PlumLimits limits_;
  std::array<Link, links_max> links_{};
  Slots up_;
  Slots eager_;
  std::vector<Tail> tails_;  // of known_, side by side for a quick search
  std::vector<Known> known_;
  std::map<Tail, Wanted> wanted_;
  std::optional<UnixTime> announce_at_;
  std::optional<UnixTime> ask_at_;
};

}  // namespace waarmerk::node::mesh
