// What of an issuer's feed goes into a kit: the entries that carry its newest lists, and those
// lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "node/kit/kit.hpp"
#include "node/records/feeds.hpp"

namespace waarmerk::node::actions {

struct KitFeedWish {
  /// Of these lists; none given: of all that stand among the entries that are looked at.
  std::optional<std::vector<std::string>> urls = {};
  std::uint64_t entries_max = 0;  ///< how far back they are looked for
};

/// From the earliest entry that carried the newest form of a wanted list, and without any from the
/// head, on; and every list that these entries carried, each in its newest form.
void add_feed(const records::Feeds& feeds, const feed::Header& head, const KitFeedWish& wish,
              kit::Kit& kit);

}  // namespace waarmerk::node::actions
