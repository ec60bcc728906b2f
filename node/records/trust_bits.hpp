// Trust bits: which organisation says of which that it may be believed, as their feeds have it
// (spec/trust.md 8).
//
// They follow from the feeds alone and can be made anew from them. When a bit was said, and since
// when it is known here, stands with the entry that carried it, and its end in `trusts.hpp`.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/endorsement.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// Where in which feed a bit was said. They sort as they are kept: feed by feed, each in its order.
struct BitPlace {
  feed::FeedId truster;
  trust::Place place;

  friend auto operator<=>(const BitPlace&, const BitPlace&) = default;
  friend bool operator==(const BitPlace&, const BitPlace&) = default;
};

/// In the feed of its truster.
void save_trust_bit(storage::Batch& batch, const trust::Place& place,
                    const trust::Endorsement& endorsement);

/// Fails with records.damaged or as the store does, like all that follows.
Result<std::optional<trust::Endorsement>> find_trust_bit(const storage::View& view,
                                                         const BitPlace& place);

/// A failure ends the visit.
using VisitBit =
    std::function<Result<void>(const BitPlace& place, const trust::Endorsement& endorsement)>;
Result<void> visit_trust_bits(const storage::View& view, const VisitBit& visit);
/// Those of one organisation, in the order of its feed: all of them.
Result<void> visit_bits_by(const storage::View& view, const feed::FeedId& truster,
                           const VisitBit& visit);

inline constexpr std::size_t bit_places_max = 10'000;

/// Where one organisation said something of others last.
Result<std::optional<BitPlace>> find_newest_by(const storage::View& view,
                                               const feed::FeedId& truster);
/// One of the places where something is said of it.
Result<std::optional<BitPlace>> find_one_about(const storage::View& view,
                                               const feed::FeedId& trustee);

/// Where it is said of it by whom: the first 10,000.
Result<std::vector<BitPlace>> list_bits_about(const storage::View& view,
                                              const feed::FeedId& trustee);

/// All that one organisation says of others.
Result<void> erase_trust_bits(const storage::View& view, storage::Batch& batch,
                              const feed::FeedId& truster);

}  // namespace waarmerk::node::records
