#include "node/trust/region.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "node/trust/counted.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr std::uint8_t far = 0xff;

class Surveyor {
 public:
  Surveyor(const Graph& graph, const Policy& policy, const Question& question,
           const Hierarchy& hierarchy)
      : graph_(graph),
        policy_(policy),
        question_(question),
        hierarchy_(hierarchy),
        ahead_(graph.nodes(), far),
        behind_(graph.nodes(), far),
        covering_(graph.scopes(), not_known) {
    region_.next_change = time_max;
  }

  Region survey() && {
    const auto issuer = graph_.find(question_.issuer);
    if (!issuer) return std::move(region_);
    find_roots();
    walk_back(*issuer);
    walk_on(*issuer);
    drop_dead_ends(*issuer);
    draw(*issuer);
    return std::move(region_);
  }

 private:
  static constexpr signed char not_known = -1;

  struct Quotas {
    std::uint32_t said = 0;
    bool is_given = false;
  };

  void find_roots() {
    for (const auto& root : policy_.roots) {
      const auto node = graph_.find(root.feed);
      if (!node || !covers(root.scope, question_.scope, hierarchy_)) continue;
      roots_.emplace(*node, &root);
    }
  }

  bool is_about_it(ScopeIndex scope) {
    auto& known = covering_[scope];
    if (known == not_known) {
      known = covers(graph_.scope(scope), question_.scope, hierarchy_) ? 1 : 0;
    }
    return known == 1;
  }

  bool is_usable(const Edge& edge) {
    if (!is_about_it(edge.scope)) return false;
    const bool is_of_root = roots_.contains(edge.truster);
    region_.next_change =
        std::min(region_.next_change, trust::next_change(edge, policy_, question_.at));
    return is_alive(edge, question_.at) && (is_of_root || is_settled(edge, policy_, question_.at));
  }

  /// From the issuer towards the roots; who is reached after how many hops is `ahead_`.
  void walk_back(NodeIndex issuer) {
    ahead_[issuer] = 0;
    std::vector<NodeIndex> layer{issuer};
    std::size_t looked_at = 0;
    for (int hop = 1; hop <= policy_.hops && !layer.empty(); ++hop) {
      std::vector<NodeIndex> next;
      for (const auto node : layer) {
        region_.looked_at.push_back(node);
        for (const auto bit : graph_.said_of(node)) {
          if (++looked_at > edges_looked_at_max) {
            region_.is_cut_short = true;
            return;
          }
          take_back(bit, hop, next);
        }
      }
      layer = std::move(next);
    }
  }

  void take_back(BitIndex bit, int hop, std::vector<NodeIndex>& next) {
    const auto& edge = graph_.edge(bit);
    if (hop > 1 && (edge.kind != Kind::introduce || edge.depth < hop - 1)) return;
    if (ahead_[edge.truster] == 0 || !is_usable(edge)) return;
    steps_.push_back(bit);
    if (ahead_[edge.truster] != far) return;
    ahead_[edge.truster] = static_cast<std::uint8_t>(hop);
    if (roots_.contains(edge.truster)) {
      region_.looked_at.push_back(edge.truster);
    } else {
      next.push_back(edge.truster);
    }
  }

  /// From the roots towards the issuer; who is reached after how many hops is `behind_`.
  void walk_on(NodeIndex issuer) {
    std::ranges::sort(steps_, {}, [&](BitIndex bit) {
      return std::pair(graph_.edge(bit).truster, graph_.edge(bit).place);
    });
    std::map<NodeIndex, Quotas> layer;
    for (const auto& [node, root] : roots_) {
      if (node != issuer && ahead_[node] != far) layer.emplace(node, Quotas{});
    }
    for (int hop = 0; hop < policy_.hops && !layer.empty(); ++hop) {
      for (const auto& [node, quotas] : layer) behind_[node] = static_cast<std::uint8_t>(hop);
      std::map<NodeIndex, Quotas> next;
      for (const auto& [node, quotas] : layer) go_on(node, quotas, issuer, next);
      layer = std::move(next);
    }
  }

  void go_on(NodeIndex node, const Quotas& quotas, NodeIndex issuer,
             std::map<NodeIndex, Quotas>& next) {
    const bool is_root = roots_.contains(node);
    const auto quota = quotas.is_given ? quotas.said : policy_.quota;
    const auto counted =
        count_bits(graph_, node, {.quota = quota, .is_root = is_root}, policy_, question_.at);
    region_.next_change = std::min(region_.next_change, counted.next_change);
    const auto said = graph_.said_by(node);
    const auto [first, last] = std::ranges::equal_range(
        steps_, node, {}, [&](BitIndex bit) { return graph_.edge(bit).truster; });
    for (auto step = first; step != last; ++step) {
      const auto& edge = graph_.edge(*step);
      const auto at = static_cast<std::size_t>(std::ranges::find(said, *step) - said.begin());
      if (!counted.bits[at]) continue;
      if (behind_[node] + 1 + ahead_[edge.trustee] > policy_.hops) continue;
      kept_.push_back(*step);
      if (edge.trustee == issuer || behind_[edge.trustee] != far) continue;
      auto& told = next[edge.trustee];
      if (edge.quota == 0) continue;
      told.said = told.is_given ? std::max(told.said, edge.quota) : edge.quota;
      told.is_given = true;
    }
  }

  /// What does not count any more may have left ways that lead nowhere.
  void drop_dead_ends(NodeIndex issuer) {
    std::set<NodeIndex> leading{issuer};
    for (int hop = 0; hop < policy_.hops; ++hop) {
      for (const auto bit : kept_) {
        const auto& edge = graph_.edge(bit);
        if (leading.contains(edge.trustee)) leading.insert(edge.truster);
      }
    }
    std::erase_if(kept_, [&](BitIndex bit) { return !leading.contains(graph_.edge(bit).trustee); });
  }

  /// Numbers what is left in an order that is nobody's own.
  void draw(NodeIndex issuer) {
    std::vector<NodeIndex> stops;
    for (const auto bit : kept_) {
      stops.push_back(graph_.edge(bit).truster);
      stops.push_back(graph_.edge(bit).trustee);
    }
    if (roots_.contains(issuer)) stops.push_back(issuer);
    const auto feed_of = [&](NodeIndex node) -> auto& { return graph_.feed_of(node); };
    std::ranges::sort(stops, {}, feed_of);
    stops.erase(std::ranges::unique(stops).begin(), stops.end());
    std::map<NodeIndex, Stop> numbers;
    std::map<std::uint32_t, std::uint32_t> groups;
    for (const auto node : stops) {
      numbers.emplace(node, static_cast<Stop>(numbers.size()));
      const auto group = groups.emplace(graph_.group_of(node), groups.size()).first->second;
      region_.groups.push_back(group);
      if (const auto root = roots_.find(node); root != roots_.end()) {
        region_.roots.push_back({numbers.at(node), root->second->amount, root->second->depth});
      }
    }
    region_.group_count = groups.size();
    if (const auto found = numbers.find(issuer); found != numbers.end()) {
      region_.issuer = found->second;
    }
    std::ranges::sort(kept_, {}, [&](BitIndex bit) -> auto& { return graph_.edge(bit).hash; });
    for (const auto bit : kept_) {
      const auto& edge = graph_.edge(bit);
      region_.hops.push_back({bit, numbers.at(edge.truster), numbers.at(edge.trustee), edge.amount,
                              edge.kind == Kind::introduce ? edge.depth : 0});
    }
    region_.stops = std::move(stops);
  }

  const Graph& graph_;
  const Policy& policy_;
  const Question& question_;
  const Hierarchy& hierarchy_;
  Region region_;
  std::map<NodeIndex, const Root*> roots_;
  std::vector<std::uint8_t> ahead_;
  std::vector<std::uint8_t> behind_;
  std::vector<signed char> covering_;
  std::vector<BitIndex> steps_;
  std::vector<BitIndex> kept_;
};

}  // namespace

Region find_region(const Graph& graph, const Policy& policy, const Question& question,
                   const Hierarchy& hierarchy) {
  return Surveyor(graph, policy, question, hierarchy).survey();
}

}  // namespace waarmerk::node::trust
