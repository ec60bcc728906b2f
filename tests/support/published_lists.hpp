// What a credential says of its places in status lists, and what a node publishes there.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "node/credential/status_list.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {

struct ListPlace {
  std::string list;  ///< its URL
  std::uint64_t index = 0;

  friend auto operator<=>(const ListPlace&, const ListPlace&) = default;
};

/// The places of a credential, in its own order: revocation, then suspension.
std::vector<ListPlace> places_of(std::string_view credential);

/// Every list that a node publishes now, by its URL.
using PublishedLists = std::map<std::string, node::credential::StatusList>;
PublishedLists published_lists(TrialNode& node);

/// The bit at a place, whose list must be there.
bool bit_at(const PublishedLists& lists, const ListPlace& place);

}  // namespace waarmerk::tests
