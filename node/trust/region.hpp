// Region: the part of the graph that a question is about: what lies between the asker's roots and
// one issuer (spec/trust.md 5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/trust/graph.hpp"
#include "node/trust/policy.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

/// How many edges are looked at for one question, and how many more, said by those whom no root
/// leads to, are passed over.
inline constexpr std::size_t edges_looked_at_max = 50'000;
inline constexpr std::size_t edges_passed_over_max = 2'000'000;

struct Question {
  feed::FeedId issuer;
  Scope scope;
  UnixTime at;
};

/// A node of a region has a number of its own there.
using Stop = std::uint32_t;

struct Hop {
  BitIndex bit;
  Stop from;
  Stop to;
  int amount;
  int depth;
};

struct RootStop {
  Stop stop;
  int amount;
  int depth;
};

struct Region {
  std::vector<NodeIndex> stops;       ///< in the order of their feeds
  std::vector<std::uint32_t> groups;  ///< of each stop, from 0
  std::vector<int> group_rooms;       ///< of each group, what passes through it at most
  std::vector<Hop> hops;              ///< in the order of their credentials' hashes
  std::vector<RootStop> roots;        ///< in the order of their feeds
  std::optional<Stop> issuer;         ///< nothing: no path leads there
  std::vector<NodeIndex> looked_at;   ///< whose feeds may change the answer
  UnixTime next_change;               ///< until then the region is the same, if no bit comes
  bool is_crowded = false;            ///< more than edges_looked_at_max: any bit may change it
  bool is_cut_short = false;          ///< and they were too many also without those of strangers
};

/// The same for equal bits, in whichever order they came.
Region find_region(const Graph& graph, const Policy& policy, const Question& question,
                   const Hierarchy& hierarchy);

}  // namespace waarmerk::node::trust
