// Asking elsewhere: a payload that a peer has no time for, from one whom it names and whom we know
// (spec/wire/gossip.md 8).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// The endpoints that the body of a 503 names in `try`, the first 8; none where it is another body.
std::vector<std::string> read_alternatives(std::string_view body);

struct ElsewhereQuestion {
  std::string path;  ///< below an endpoint, as the busy peer was asked
  std::size_t bytes_max = 0;
  std::vector<std::string> known = {};  ///< endpoints of nodes that we know ourselves
};

/// The answer; or, where a peer had no time for a payload, that payload from the first of those
/// that it names and that are known, with how long the peer wants to be left alone. What another
/// hands out is compared with the hash in the path.
Task<fetch::Fetched> or_elsewhere(fetch::Fetcher& fetcher, fetch::Fetched answer,
                                  ElsewhereQuestion question);

}  // namespace waarmerk::node::actions
