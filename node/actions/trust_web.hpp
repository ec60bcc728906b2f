// TrustWeb: the bits of trust of all feeds that are held, in memory, as far as the feeds have come.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/records/records.hpp"
#include "node/records/trust_bits.hpp"
#include "node/trust/graph.hpp"

namespace waarmerk::node::actions {

/// On the node's strand. It follows the store by itself: whoever writes bits need not know of it.
class TrustWeb {
 public:
  /// For so long after it was seen first it is asked who holds a bit; by then it counts for itself.
  static constexpr std::int64_t young_ms = 7 * day_ms;
  static constexpr std::int64_t recount_ms = minute_ms;
  /// So many for one question: who learns of a whole network at once has many young ones.
  static constexpr std::size_t recounted_at_once = 200;

  /// `records` outlive it.
  TrustWeb(const records::Records& records, WitnessPolicy witnesses);

  /// Takes in what arrived since. The first time that is all there is. Fails as the store does.
  Result<void> follow(UnixTime now);

  const trust::Graph& graph() const { return *graph_; }
  /// The number of the last arrival that was taken in, and of the last of this feed since the graph
  /// is what it is: 0 where there was none.
  std::uint64_t arrived() const { return arrival_; }
  std::uint64_t moved(const feed::FeedId& feed) const;
  /// Grows whenever the graph is another object than before.
  std::uint64_t generation() const { return generation_; }

 private:
  struct Young {
    Sha256 hash;
    did::Did truster;
    UnixTime first_seen;
  };

  Result<void> load();
  Result<void> follow_feed(const feed::FeedId& feed);
  Result<void> follow_entries(const feed::FeedId& feed, feed::SeqRange range, std::uint32_t epoch);
  Result<void> read_again(const feed::FeedId& feed);
  Result<void> add(const records::BitPlace& place, const trust::Endorsement& said);
  Result<void> look_at_lists(const feed::FeedId& feed);
  Result<void> end_as_shown(const feed::FeedId& truster, const Sha256& hash,
                            const trust::Endorsement& said);
  Result<void> end_what(const records::HeldEntry& entry);
  void leave_behind(const feed::FeedId& feed, const std::vector<records::BitPlace>& places);
  Result<void> count_witnesses(UnixTime now);

  const records::Records& records_;
  WitnessPolicy witnesses_;
  std::optional<trust::Graph> graph_;
  std::uint64_t generation_ = 0;
  std::uint64_t forgotten_ = 0;
  std::uint64_t arrival_ = 0;  // up to which it followed
  std::map<feed::FeedId, std::uint64_t> moved_;
  std::map<feed::FeedId, trust::Place> heads_;  // of feeds that it followed
  std::map<records::BitPlace, Young> young_;
  std::optional<UnixTime> counted_;              // when the last count began …
  std::optional<records::BitPlace> counted_to_;  // … and how far it is, unless it is done
};

}  // namespace waarmerk::node::actions
