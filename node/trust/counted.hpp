// Counted: which bits count at a time, before it is asked what they are about (spec/trust.md 4).
#pragma once

#include <cstdint>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/trust/graph.hpp"
#include "node/trust/policy.hpp"

namespace waarmerk::node::trust {

/// Begun, not ended, and not of a fork's one side alone.
bool is_alive(const Edge& edge, UnixTime at);

/// Old enough, or held by enough witnesses.
bool is_settled(const Edge& edge, const Policy& policy, UnixTime at);

/// When what the two above say of the edge changes next by itself; `time_max` where it never does.
UnixTime next_change(const Edge& edge, const Policy& policy, UnixTime at);

inline constexpr UnixTime time_max{INT64_MAX};

/// What one truster may say at most.
struct Allowance {
  std::uint32_t quota = 0;
  bool is_root = false;  ///< whose word is not counted
};

struct Counted {
  std::vector<bool> bits;           ///< of Graph::said_by, whether each counts
  UnixTime next_change = time_max;  ///< when another would, by itself
};

/// In the order of the feed: those within the quota, and no more than the velocity allows. Bits
/// that do not live at the time take nobody's place.
Counted count_bits(const Graph& graph, NodeIndex truster, const Allowance& allowance,
                   const Policy& policy, UnixTime at);

}  // namespace waarmerk::node::trust
