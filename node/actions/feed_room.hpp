// FeedRoom: how much of the disk other people's feeds may take, and which of them go first
// (spec/decisions/0039).
//
// Feeds that somebody here asked for, follows or trusts are kept, and grow as fast as an honest one
// may. All the others share a room. When that is full nothing more comes in, and once an hour a
// little of it is made free: first those go that said nothing for two days, and then those that
// came last. So who is here and speaks stays, whoever else fills the room. Who went is not taken in
// again for a day, unless somebody here asks for it: its place is for others (0046).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/feeds.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// What came of a feed is not kept, for want of room.
inline constexpr ErrorCode no_room{"feed.no_room", ErrorKind::exhausted};

struct FeedRoomLimits {
  std::uint64_t feed_bytes_max = 16 << 20;   ///< of one feed …
  std::uint64_t kept_bytes_a_day = 2 << 20;  ///< … and of one that is kept this more, each day
  std::size_t strangers_max = 20'000;        ///< feeds that are not kept
  std::uint64_t strangers_bytes_max = std::uint64_t{4} << 30U;  ///< of these together
  std::uint64_t freed_each_hour = 48;  ///< a part of the room, as its divisor
  std::size_t let_go_max = 32'768;     ///< that are not taken in again for a day
};

/// On the node's strand.
class FeedRoom {
 public:
  /// The feeds that are kept, as of now.
  using FindKept = std::function<std::set<feed::FeedId>()>;

  /// Both outlive it. `own` has room always.
  FeedRoom(const records::Feeds& feeds, const feed::FeedId& own, FeedRoomLimits limits = {})
      : feeds_(feeds), own_(own), limits_(limits) {}
  /// None is, until this is called.
  void keep(FindKept find_kept);

  bool is_kept(const feed::FeedId& feed, UnixTime now);
  /// Whether the feed may write so many bytes more.
  bool has_room(const feed::FeedId& feed, std::uint64_t bytes, UnixTime now);
  /// It did.
  void took(const feed::FeedId& feed, std::uint64_t bytes);

  /// The feeds that go now, where others waited for room since this was asked last.
  std::vector<feed::FeedId> find_to_forget(UnixTime now);

 private:
  struct Strangers {
    std::size_t count = 0;
    std::uint64_t bytes = 0;
  };
  void look_again(UnixTime now);
  bool was_let_go(const feed::FeedId& feed, UnixTime now) const;
  bool has_room_of_kept(const feed::FeedId& feed, std::uint64_t bytes, UnixTime now) const;

  const records::Feeds& feeds_;
  feed::FeedId own_;
  FeedRoomLimits limits_;
  FindKept find_kept_;
  std::set<feed::FeedId> kept_;
  Strangers strangers_;
  std::optional<UnixTime> looked_;
  std::map<feed::FeedId, UnixTime> let_go_;
  bool is_wanted_ = false;  // there was no room for somebody
};

/// How many bytes the store grows by these rows.
Result<std::int64_t> growth_of(const storage::View& store, const storage::Batch& rows);

}  // namespace waarmerk::node::actions
