// Strangers: feeds that nobody here knows yet and that were met over links: how many are asked who
// they are, and how much of them may come (spec/wire/mesh.md 4 and 7).
//
// Anybody can make any number of feeds. What one node brings is counted against that node, so that
// a flood of them leaves room for what others bring. A node that the operator chose may bring as
// much as it has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"
#include "node/mesh/budget.hpp"
#include "node/mesh/limits.hpp"
#include "node/mesh/slots.hpp"

namespace waarmerk::node::mesh {

class Strangers {
 public:
  using FeedId = feed::FeedId;
  using Header = feed::Header;
  /// By whom something came: the feed of its DID, zeros where it has none; nothing for a node that
  /// the operator chose.
  using Bringer = std::optional<FeedId>;

  /// Whose entries are asked for, or whose keys are looked up.
  struct Asked {
    std::optional<Slot> slot;  ///< of whom; none: that link ended
    Bringer by;
    Header claim;  ///< what made us ask
    UnixTime since;
    bool is_looked_up = false;  ///< by the driver, which will answer
  };

  explicit Strangers(StrangerLimits limits = {}) : limits_(limits) {}

  /// The other side of a link claims this of a feed that is not known. False where there is no room
  /// for it: it is to be heard of again once no claim of that link waits.
  bool claim(Slot slot, const Header& head, UnixTime now);
  /// Whether there is a question left for this link: who holds up its own holds up nobody else's.
  bool may_ask(Slot slot, const Bringer& by) const;
  /// What this link claimed first and may be asked about now.
  std::optional<Header> next(Slot slot, const Bringer& by);
  /// Whether claims of this link wait.
  bool has_waiting(Slot slot) const { return waiting_.contains(slot); }
  /// The links of which claims wait.
  Slots slots() const;
  std::size_t waiting() const;

  /// Begins to ask.
  void ask(const Asked& asked) { asked_.insert_or_assign(asked.claim.feed, asked); }
  const Asked* find(const FeedId& feed) const;
  /// Whether the feed is not to be looked up by now: it is, or was lately.
  bool is_busy(const FeedId& feed, UnixTime now) const;

  /// Whether another feed that this node brings may be looked up. Fails with
  /// mesh.too_many_strangers.
  Result<void> check_room(const Bringer& by, UnixTime now);
  /// One is.
  void look_up(const Asked& asked, UnixTime now);
  /// That is over. What made us ask, where that is known still.
  std::optional<Asked> done(const FeedId& feed);
  /// It is not looked up again for a while, which is longer each time.
  void leave(const FeedId& feed, UnixTime now);
  /// It was not looked up after all, and costs nothing. It may be the first time again.
  void put_off(const Asked& asked, UnixTime now);
  /// None of it was held before: it is new for a week.
  void met(const FeedId& feed, const Bringer& by, UnixTime now);
  /// It was met before this node started, and is new until a week after `since`.
  void recall(const FeedId& feed, UnixTime since) { new_.try_emplace(feed, since); }
  /// It is not held any more: where it is met again, it is new again.
  void forget(const FeedId& feed) { new_.erase(feed); }
  bool is_new(const FeedId& feed) const { return new_.contains(feed); }
  /// Whether so many bytes of new feeds may come from this node.
  bool allows(const Bringer& by, std::int64_t bytes, UnixTime now);
  void spend(const Bringer& by, std::int64_t bytes, UnixTime now);

  void link_down(Slot slot);
  void forget_stale(UnixTime now);

 private:
  struct Share {
    Bucket feeds;
    Bucket bytes;
  };
  struct Left {
    UnixTime until;
    std::int64_t wait_ms;
  };

  std::size_t asked_of(Slot slot) const;
  Share whole(UnixTime now) const;
  Share* find_share(const FeedId& by, UnixTime now);

  StrangerLimits limits_;
  std::map<Slot, std::deque<Header>> waiting_;  // none of them empty
  std::map<FeedId, Asked> asked_;
  std::map<FeedId, Left> left_;
  std::map<FeedId, UnixTime> new_;
  std::map<FeedId, Share> shares_;
  std::optional<Share> all_;
};

}  // namespace waarmerk::node::mesh
