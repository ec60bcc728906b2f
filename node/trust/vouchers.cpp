#include "node/trust/vouchers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "node/trust/counted.hpp"

namespace waarmerk::node::trust {
namespace {

/// How somebody is reached from a root.
struct Reach {
  int bits_max = 0;  ///< how long a path may be that begins so
  int amount = 0;

  friend auto operator<=>(const Reach&, const Reach&) = default;
};

using Layer = std::map<feed::FeedId, Reach>;

class Walk {
 public:
  Walk(const Graph& graph, const Policy& policy, const Question& question,
       const Hierarchy& hierarchy)
      : graph_(graph), policy_(policy), question_(question), hierarchy_(hierarchy) {}

  std::vector<Voucher> go() && {
    Layer layer;
    for (const auto& root : policy_.roots) {
      if (!covers(root.scope, question_.scope, hierarchy_)) continue;
      layer.emplace(root.feed, Reach{root.depth + 1, root.amount});
    }
    for (int hop = 0; hop < policy_.hops && !layer.empty(); ++hop) {
      for (const auto& [feed, reach] : layer) met_.insert(feed);
      note(layer, hop);
      layer = follow(layer, hop);
    }
    std::ranges::sort(
        found_, {}, [](const Voucher& one) { return std::tuple(one.hops, -one.amount, one.feed); });
    if (found_.size() > vouchers_max) found_.resize(vouchers_max);
    return std::move(found_);
  }

 private:
  void note(const Layer& layer, int hop) {
    for (const auto& [feed, reach] : layer) {
      if (feed != question_.issuer && hop + 1 <= reach.bits_max)
        found_.push_back({feed, hop, reach.amount});
    }
  }

  Layer follow(const Layer& layer, int hop) {
    Layer next;
    for (const auto& [feed, reach] : layer) {
      const auto node = graph_.find(feed);
      if (!node || feed == question_.issuer) continue;
      for (const auto bit : graph_.said_by(*node)) {
        if (++looked_at_ > edges_looked_at_max) return next;
        const auto& edge = graph_.edge(bit);
        const auto& to = graph_.feed_of(edge.trustee);
        if (met_.contains(to) || !is_usable(edge, hop == 0)) continue;
        auto& best = next[to];
        best = std::max(best, Reach{std::min(reach.bits_max, edge.depth + hop + 1),
                                    std::min<int>(reach.amount, edge.amount)});
      }
    }
    return next;
  }

  bool is_usable(const Edge& edge, bool is_of_root) const {
    return edge.kind == Kind::introduce && is_alive(edge, question_.at) &&
           (is_of_root || is_settled(edge, policy_, question_.at)) &&
           covers(graph_.scope(edge.scope), question_.scope, hierarchy_);
  }

  const Graph& graph_;
  const Policy& policy_;
  const Question& question_;
  const Hierarchy& hierarchy_;
  std::set<feed::FeedId> met_;
  std::vector<Voucher> found_;
  std::size_t looked_at_ = 0;
};

}  // namespace

Result<std::vector<Voucher>> who_could_vouch(const Graph& graph, const Policy& policy,
                                             const Question& question, const Hierarchy& hierarchy) {
  TRY_OK(check_policy(policy));
  TRY_OK(check_scope(question.scope));
  return Walk(graph, policy, question, hierarchy).go();
}

}  // namespace waarmerk::node::trust
