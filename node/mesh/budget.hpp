// Budgets: what a link's frames and a feed's entries may cost (spec/wire/mesh.md 7).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>

#include "crypto/base/time.hpp"
#include "node/feed/feed_id.hpp"
#include "node/mesh/limits.hpp"

namespace waarmerk::node::mesh {

/// Tokens that fill up with time, up to a burst. Full at the start.
class Bucket {
 public:
  static Bucket of(const Rate& rate, UnixTime now) {
    return {{.per_ms = rate.per_second, .price = second_ms}, rate.burst, now};
  }
  static Bucket every(std::int64_t ms, std::int64_t burst, UnixTime now) {
    return {{.per_ms = 1, .price = ms}, burst, now};
  }
  static Bucket over(std::int64_t ms, std::int64_t tokens, UnixTime now) {
    return {{.per_ms = tokens, .price = ms}, tokens, now};
  }

  /// Whether there were as many, which are taken. `tokens` is at least 0.
  bool take(std::int64_t tokens, UnixTime now);
  bool holds(std::int64_t tokens, UnixTime now) const;
  /// What was taken was not used.
  void give_back(std::int64_t tokens) { held_ = std::min(capacity_, held_ + tokens * price_); }
  bool is_full(UnixTime now) const;

 private:
  // Counted in units, so that nothing is rounded: this many come each millisecond, and this many
  // are a token.
  struct Units {
    std::int64_t per_ms;
    std::int64_t price;
  };
  Bucket(Units units, std::int64_t burst, UnixTime now)
      : per_ms_(units.per_ms),
        price_(units.price),
        capacity_(units.price * burst),
        held_(capacity_),
        at_(now) {}
  void fill(UnixTime now);

  std::int64_t per_ms_;
  std::int64_t price_;
  std::int64_t capacity_;
  std::int64_t held_;
  UnixTime at_;
};

/// What one link may cost.
struct LinkBudget {
  LinkBudget(const BudgetLimits& limits, UnixTime now)
      : frames(Bucket::of(limits.frames, now)), work(Bucket::of(limits.work, now)) {}

  Bucket frames;  ///< past it, whoever sends breaks the rules
  Bucket work;    ///< past it, what comes is dropped
};

/// How many entries each feed may bring, and how large. Feeds that were quiet cost no memory.
class FeedBudget {
 public:
  explicit FeedBudget(BudgetLimits limits = {}) : limits_(limits) {}

  /// An entry, with its payload.
  struct Cost {
    std::int64_t bytes = 0;
    bool is_new_feed = false;  ///< of a feed that nobody knew lately
  };

  /// Whether one more entry of the feed may come.
  bool allows(const feed::FeedId& feed, const Cost& cost, UnixTime now);
  /// It came, and was kept.
  void spend(const feed::FeedId& feed, const Cost& cost, UnixTime now);
  std::size_t feeds() const { return buckets_.size(); }

 private:
  struct Buckets {
    Bucket entries;
    Bucket bytes;
  };
  Buckets fresh(const Cost& cost, UnixTime now) const {
    const auto bytes = cost.is_new_feed ? limits_.new_feed_bytes_a_day : limits_.feed_bytes_a_day;
    return {Bucket::every(limits_.entry_every_ms, limits_.entries_burst, now),
            Bucket::over(day_ms, bytes, now)};
  }

  BudgetLimits limits_;
  std::map<feed::FeedId, Buckets> buckets_;
  std::size_t sweep_above_ = 64;
  UnixTime swept_ = {};
};

}  // namespace waarmerk::node::mesh
