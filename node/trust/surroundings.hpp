// Surroundings: the organisations around some, and what they say of each other: for a picture. It
// says nothing of whether somebody is to be believed.
#pragma once

#include <cstddef>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/trust/graph.hpp"

namespace waarmerk::node::trust {

inline constexpr int surroundings_hops_max = 4;
inline constexpr std::size_t surroundings_organisations_max = 60;
inline constexpr std::size_t surroundings_bits_max = 200;

struct Around {
  std::vector<feed::FeedId> centre;
  UnixTime at;
  int hops = 2;  ///< in either direction; 0 to surroundings_hops_max
};

struct Neighbour {
  feed::FeedId feed;
  int hops = 0;  ///< from the nearest of the centre
};

struct Surroundings {
  std::vector<Neighbour> organisations;  ///< the nearest first
  std::vector<BitIndex> bits;            ///< that live, between any two of them
  bool is_cut_short = false;             ///< there are more than the limits allow
};

/// Where not all fit, those of whom or who say most come first. The centre is there also where
/// nothing is said of it. The same for equal bits, in whichever order they came.
Surroundings find_surroundings(const Graph& graph, const Around& around);

}  // namespace waarmerk::node::trust
