#include "node/trust/counted.hpp"

#include <algorithm>

namespace waarmerk::node::trust {

bool is_alive(const Edge& edge, UnixTime at) {
  return edge.from <= at && at < edge.until && edge.said <= at && edge.is_on_every_branch;
}

bool is_settled(const Edge& edge, const Policy& policy, UnixTime at) {
  return edge.witnesses >= policy.witnesses || at - edge.first_seen >= policy.quarantine_ms;
}

UnixTime next_change(const Edge& edge, const Policy& policy, UnixTime at) {
  auto next = time_max;
  for (const auto time :
       {edge.from, edge.said, edge.until, edge.first_seen + policy.quarantine_ms}) {
    if (time > at) next = std::min(next, time);
  }
  return next;
}

Counted count_bits(const Graph& graph, NodeIndex truster, const Allowance& allowance,
                   const Policy& policy, UnixTime at) {
  const auto said = graph.said_by(truster);
  const bool are_few = said.size() <= std::min(allowance.quota, policy.velocity);
  Counted counted{.bits = std::vector<bool>(said.size(), allowance.is_root || are_few)};
  if (allowance.is_root || are_few) return counted;
  std::vector<UnixTime> taken;  // when those that count were said
  for (std::size_t i = 0; i < said.size(); ++i) {
    const auto& edge = graph.edge(said[i]);
    if (edge.from > at) counted.next_change = std::min(counted.next_change, edge.from);
    if (!is_alive(edge, at)) continue;
    if (taken.size() >= allowance.quota) break;
    const bool is_quick = taken.size() >= policy.velocity &&
                          edge.said - taken[taken.size() - policy.velocity] < policy.velocity_ms;
    if (is_quick) continue;
    counted.bits[i] = true;
    taken.push_back(edge.said);
    counted.next_change = std::min(counted.next_change, edge.until);  // and the next moves up
  }
  return counted;
}

}  // namespace waarmerk::node::trust
