// best_paths: how trust flows from the roots to an issuer: the shortest way first, and of those the
// widest (spec/trust.md 5).
#pragma once

#include <vector>

#include "node/trust/region.hpp"

namespace waarmerk::node::trust {

struct Path {
  std::vector<BitIndex> bits;  ///< from the root to the issuer; none where it is a root itself
  Stop root = 0;
  int amount = 0;
};

/// Until they come to `full_amount`. What passes through a bit is no more than its amount; through
/// a root no more than the asker gives it; through a group of others no more than full_amount.
std::vector<Path> best_paths(const Region& region, int hops_max);

/// What they come to.
int total_of(const std::vector<Path>& paths);

}  // namespace waarmerk::node::trust
