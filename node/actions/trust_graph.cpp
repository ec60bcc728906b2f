#include "node/actions/trust_graph.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "node/trust/counted.hpp"

namespace waarmerk::node::actions {
namespace {

std::optional<int> root_amount_of(const trust::Policy& policy, const feed::FeedId& feed) {
  const auto found = std::ranges::find(policy.roots, feed, &trust::Root::feed);
  return found == policy.roots.end() ? std::nullopt : std::optional(found->amount);
}

trust::Around around_of(const trust::Policy& policy, const GraphQuestion& question) {
  trust::Around around{{feed::feed_id_of(question.centre)}, question.at, question.hops};
  if (!question.with_roots) return around;
  for (const auto& root : policy.roots) around.centre.push_back(root.feed);
  return around;
}

}  // namespace

Result<TrustGraph> show_trust_graph(const records::Records& records, const trust::Graph& graph,
                                    const TrustPolicy& policy, const GraphQuestion& question) {
  const auto near = trust::find_surroundings(graph, around_of(policy.policy, question));
  Parties parties(records, policy);
  parties.introduce(feed::feed_id_of(question.centre),
                    {question.centre.text(), question.centre_name});
  TrustGraph shown{.is_cut_short = near.is_cut_short};
  std::map<feed::FeedId, std::size_t> numbers;
  for (const auto& [feed, hops] : near.organisations) {
    TRY(who, parties.find(feed));
    numbers.emplace(feed, shown.organisations.size());
    shown.organisations.push_back({std::move(who), hops, root_amount_of(policy.policy, feed)});
  }
  for (const auto number : near.bits) {
    const auto& edge = graph.edge(number);
    const auto& truster = graph.feed_of(edge.truster);
    const bool is_settled = trust::is_settled(edge, policy.policy, question.at) ||
                            root_amount_of(policy.policy, truster).has_value();
    shown.bits.push_back({.from = numbers.at(truster),
                          .to = numbers.at(graph.feed_of(edge.trustee)),
                          .kind = edge.kind,
                          .amount = edge.amount,
                          .depth = edge.depth,
                          .scope = graph.scope(edge.scope),
                          .since = edge.from,
                          .until = edge.until,
                          .hash = edge.hash,
                          .is_settled = is_settled});
  }
  return shown;
}

}  // namespace waarmerk::node::actions
