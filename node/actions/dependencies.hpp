// Dependencies: the feeds that an answer about trust rests on, for who keeps the answer.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "node/feed/feed_id.hpp"
#include "node/records/records.hpp"
#include "node/trust/answer.hpp"

namespace waarmerk::node::actions {

struct Dependency {
  feed::FeedId feed;
  std::optional<trust::Place> newest = {};  ///< that was taken in; nothing of it ever came

  friend bool operator==(const Dependency&, const Dependency&) = default;
};

struct Dependencies {
  static constexpr std::size_t named_max = 256;

  std::vector<Dependency> feeds = {};  ///< in their order
  bool is_cut_short = false;           ///< there are more: any bit may change the answer

  friend bool operator==(const Dependencies&, const Dependencies&) = default;
};

Dependencies dependencies_of(const records::Records& records, const trust::Answer& answer);

}  // namespace waarmerk::node::actions
