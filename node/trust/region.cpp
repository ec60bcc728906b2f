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
        behind_(graph.nodes(), far),
        covering_(graph.scopes(), not_known) {
    region_.next_change = time_max;
  }

  Region survey() && {
    const auto issuer = graph_.find(question_.issuer);
    if (!issuer) return std::move(region_);
    find_roots();
    if (!walk_back(*issuer)) keep_to_reached(*issuer);
    walk_on(*issuer);
    drop_dead_ends(*issuer);
    draw(*issuer);
    return std::move(region_);
  }

 private:
  static constexpr signed char not_known = -1;

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

  /// From the issuer towards the roots; who is reached after how many hops is `ahead_`. False where
  /// there are too many bits: then the layers before are whole, so that it is not chance, or who
  /// spoke first, which bits were looked at.
  bool walk_back(NodeIndex issuer) {
    ahead_.assign(graph_.nodes(), far);
    steps_.clear();
    region_.looked_at.clear();
    ahead_[issuer] = 0;
    std::vector<NodeIndex> layer{issuer};
    std::size_t looked_at = 0;
    for (int hop = 1; hop <= policy_.hops && !layer.empty(); ++hop) {
      looked_at += bits_about(layer);
      if (looked_at > edges_looked_at_max) return false;
      std::vector<NodeIndex> next;
      for (const auto node : layer) {
        region_.looked_at.push_back(node);
        for (const auto bit : graph_.said_of(node)) take_back(bit, hop, next);
      }
      layer = std::move(next);
    }
    return true;
  }

  std::size_t bits_about(const std::vector<NodeIndex>& layer) {
    std::size_t count = 0;
    for (const auto node : layer) {
      const auto said = graph_.said_of(node);
      if (reached_.empty()) {
        count += said.size();
        continue;
      }
      passed_over_ += said.size();
      if (passed_over_ > edges_passed_over_max) return edges_looked_at_max + 1;
      count += static_cast<std::size_t>(std::ranges::count_if(
          said, [&](BitIndex bit) { return reached_[graph_.edge(bit).truster]; }));
    }
    return count;
  }

  /// Strangers may say of an issuer whatever they like, and as much. So where there is much, only
  /// those are listened to whom a root leads to.
  void keep_to_reached(NodeIndex issuer) {
    region_.is_crowded = true;
    std::vector<bool> reached(graph_.nodes());
    std::vector<NodeIndex> layer;
    for (const auto& [node, root] : roots_) {
      reached[node] = true;
      layer.push_back(node);
    }
    std::size_t looked_at = 0;
    for (int hop = 1; hop < policy_.hops; ++hop) {
      std::vector<NodeIndex> next;
      for (const auto node : layer) looked_at += graph_.said_by(node).size();
      region_.is_cut_short = looked_at > edges_looked_at_max;
      if (region_.is_cut_short) return;
      for (const auto node : layer) {
        for (const auto bit : graph_.said_by(node)) {
          const auto& edge = graph_.edge(bit);
          const bool leads_on = edge.kind == Kind::introduce && is_about_it(edge.scope);
          if (!leads_on || reached[edge.trustee]) continue;
          reached[edge.trustee] = true;
          next.push_back(edge.trustee);
        }
      }
      layer = std::move(next);
    }
    reached_ = std::move(reached);
    region_.is_cut_short = !walk_back(issuer);
  }

  void take_back(BitIndex bit, int hop, std::vector<NodeIndex>& next) {
    const auto& edge = graph_.edge(bit);
    if (hop > 1 && (edge.kind != Kind::introduce || edge.depth < hop - 1)) return;
    if (!reached_.empty() && !reached_[edge.truster]) return;
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
    std::ranges::sort(steps_, {}, [&](BitIndex bit) { return graph_.edge(bit).truster; });
    std::map<NodeIndex, std::uint32_t> layer;  // with the quota of each
    for (const auto& [node, root] : roots_) {
      if (node != issuer && ahead_[node] != far) layer.emplace(node, policy_.quota);
    }
    for (int hop = 0; hop < policy_.hops && !layer.empty(); ++hop) {
      for (const auto& [node, quota] : layer) behind_[node] = static_cast<std::uint8_t>(hop);
      std::map<NodeIndex, std::uint32_t> next;
      for (const auto& [node, quota] : layer) go_on(node, quota, issuer, next);
      layer = std::move(next);
    }
  }

  void go_on(NodeIndex node, std::uint32_t quota, NodeIndex issuer,
             std::map<NodeIndex, std::uint32_t>& next) {
    const bool is_root = roots_.contains(node);
    const auto counted =
        count_bits(graph_, node, {.quota = quota, .is_root = is_root}, policy_, question_.at);
    region_.next_change = std::min(region_.next_change, counted.next_change);
    const auto [first, last] = std::ranges::equal_range(
        steps_, node, {}, [&](BitIndex bit) { return graph_.edge(bit).truster; });
    for (auto step = first; step != last; ++step) {
      const auto& edge = graph_.edge(*step);
      if (!counted.bits[graph_.rank(*step)]) continue;
      if (behind_[node] + 1 + ahead_[edge.trustee] > policy_.hops) continue;
      kept_.push_back(*step);
      if (edge.trustee == issuer || behind_[edge.trustee] != far) continue;
      // Who says nothing of a quota leaves it at the usual one: nobody else can make it less.
      auto& told = next[edge.trustee];
      told = std::max(told, edge.quota == 0 ? policy_.quota : edge.quota);
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
    region_.group_rooms.assign(groups.size(), 0);
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
    measure_groups();
  }

  /// One organisation with many names passes on what the most trusted of them could alone.
  void measure_groups() {
    std::vector<int> said_of(region_.stops.size(), 0);
    for (const auto& hop : region_.hops) {
      const bool is_of_root = roots_.contains(region_.stops[hop.from]);
      const bool is_own = region_.groups[hop.from] == region_.groups[hop.to] && !is_of_root;
      if (!is_own) said_of[hop.to] += hop.amount;
    }
    for (Stop stop = 0; stop < region_.stops.size(); ++stop) {
      auto& room = region_.group_rooms[region_.groups[stop]];
      room = std::max(room, std::min(said_of[stop], full_amount));
    }
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
  std::vector<bool> reached_;  // by a way from a root; empty while everybody is looked at
  std::size_t passed_over_ = 0;
  std::vector<BitIndex> steps_;
  std::vector<BitIndex> kept_;
};

}  // namespace

Region find_region(const Graph& graph, const Policy& policy, const Question& question,
                   const Hierarchy& hierarchy) {
  return Surveyor(graph, policy, question, hierarchy).survey();
}

}  // namespace waarmerk::node::trust
