#include "node/trust/answer.hpp"

#include <algorithm>
#include <utility>

#include "node/trust/counted.hpp"

namespace waarmerk::node::trust {
namespace {

std::optional<Veto> find_veto(const Policy& policy, const Question& question,
                              const Hierarchy& hierarchy) {
  for (const auto& veto : policy.vetoes) {
    if (veto.against == question.issuer && touches(veto.scope, question.scope, hierarchy)) {
      return veto;
    }
  }
  return std::nullopt;
}

Level level_of(int amount, int bound, const Policy& policy) {
  if (amount >= policy.full) return Level::full;
  if (amount >= policy.partial) return Level::partial;
  return bound >= policy.full ? Level::undecided : Level::none;
}

const Root* find_root(const Policy& policy, const feed::FeedId& feed) {
  const auto found = std::ranges::find(policy.roots, feed, &Root::feed);
  return found == policy.roots.end() ? nullptr : &*found;
}

std::vector<feed::FeedId> feeds_of(const Graph& graph, const std::vector<NodeIndex>& nodes,
                                   const feed::FeedId& issuer) {
  std::vector<feed::FeedId> feeds{issuer};
  for (const auto node : nodes) feeds.push_back(graph.feed_of(node));
  std::ranges::sort(feeds);
  feeds.erase(std::ranges::unique(feeds).begin(), feeds.end());
  return feeds;
}

/// Nobody said anything of it, but it may be one of the asker's own.
Answer answer_of_stranger(const Policy& policy, const Question& question,
                          const Hierarchy& hierarchy) {
  Answer answer{.holds_until = time_max, .next_change = time_max};
  answer.depends_on = {question.issuer};
  const auto* root = find_root(policy, question.issuer);
  if (!root || !covers(root->scope, question.scope, hierarchy)) return answer;
  answer.amount = answer.bound = root->amount;
  answer.reasons.push_back({.bits = {}, .root = root->feed, .amount = root->amount});
  answer.level = level_of(answer.amount, answer.bound, policy);
  return answer;
}

}  // namespace

Result<Answer> answer(const Graph& graph, const Policy& policy, const Question& question,
                      const Hierarchy& hierarchy) {
  TRY_OK(check_policy(policy));
  if (auto veto = find_veto(policy, question, hierarchy)) {
    return Answer{.level = Level::vetoed,
                  .veto = std::move(veto),
                  .holds_until = time_max,
                  .next_change = time_max,
                  .depends_on = {question.issuer}};
  }
  TRY_OK(check_scope(question.scope));
  if (!graph.find(question.issuer)) return answer_of_stranger(policy, question, hierarchy);
  auto region = find_region(graph, policy, question, hierarchy);
  const auto paths = best_paths(region, policy.hops);
  auto bound = max_flow(region);
  Answer answer{.amount = total_of(paths), .holds_until = time_max};
  for (const auto& path : paths) {
    if (path.bits.empty()) bound.amount += path.amount;  // the issuer is a root itself
    for (const auto bit : path.bits) {
      answer.holds_until = std::min(answer.holds_until, graph.edge(bit).until);
    }
    answer.reasons.push_back({path.bits, graph.feed_of(region.stops[path.root]), path.amount});
  }
  answer.bound = bound.amount;
  answer.level = level_of(answer.amount, answer.bound, policy);
  if (region.is_cut_short && answer.level == Level::none) answer.level = Level::undecided;
  if (answer.level != Level::full) answer.cut = std::move(bound.cut);
  answer.next_change = region.next_change;
  answer.depends_on = feeds_of(graph, region.looked_at, question.issuer);
  answer.region = std::move(region);
  return answer;
}

}  // namespace waarmerk::node::trust
