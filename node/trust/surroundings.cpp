#include "node/trust/surroundings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "node/trust/counted.hpp"
#include "node/trust/region.hpp"

namespace waarmerk::node::trust {
namespace {

class Surveyor {
 public:
  Surveyor(const Graph& graph, const Around& around) : graph_(graph), around_(around) {}

  Surroundings survey() {
    for (const auto& feed : around_.centre) take(feed, 0);
    const auto hops_max = std::min(around_.hops, surroundings_hops_max);
    for (int hop = 1; hop <= hops_max; ++hop) step(hop);
    gather_bits();
    return std::move(found_);
  }

 private:
  /// False where it is there already, or there is no room.
  bool take(const feed::FeedId& feed, int hops) {
    if (!taken_.insert(feed).second) return false;
    if (found_.organisations.size() == surroundings_organisations_max) {
      found_.is_cut_short = true;
      return false;
    }
    found_.organisations.push_back({feed, hops});
    return true;
  }

  /// Whether the edge lives; nothing is looked at any more once too many were.
  bool lives(BitIndex bit) {
    if (looked_at_ == edges_looked_at_max) {
      found_.is_cut_short = true;
      return false;
    }
    ++looked_at_;
    return is_alive(graph_.edge(bit), around_.at);
  }

  /// The neighbours of those who were met last, those with the largest amounts first.
  void step(int hop) {
    std::map<feed::FeedId, int> amounts;
    for (; met_ < found_.organisations.size(); ++met_) {
      const auto node = graph_.find(found_.organisations[met_].feed);
      if (!node) continue;
      const auto meet = [&](NodeIndex other, int amount) {
        auto& most = amounts[graph_.feed_of(other)];
        most = std::max(most, amount);
      };
      for (const auto bit : graph_.said_by(*node))
        if (lives(bit)) meet(graph_.edge(bit).trustee, graph_.edge(bit).amount);
      for (const auto bit : graph_.said_of(*node))
        if (lives(bit)) meet(graph_.edge(bit).truster, graph_.edge(bit).amount);
    }
    std::vector<std::pair<feed::FeedId, int>> next(amounts.begin(), amounts.end());
    std::ranges::sort(next, {}, [](const auto& one) { return std::pair(-one.second, one.first); });
    for (const auto& [feed, amount] : next) take(feed, hop);
  }

  void gather_bits() {
    std::set<NodeIndex> shown;
    for (const auto& one : found_.organisations)
      if (const auto node = graph_.find(one.feed)) shown.insert(*node);
    for (const auto& one : found_.organisations) {
      const auto node = graph_.find(one.feed);
      if (!node) continue;
      for (const auto bit : graph_.said_by(*node)) {
        if (!lives(bit) || !shown.contains(graph_.edge(bit).trustee)) continue;
        if (found_.bits.size() == surroundings_bits_max) {
          found_.is_cut_short = true;
          return;
        }
        found_.bits.push_back(bit);
      }
    }
  }

  const Graph& graph_;
  const Around& around_;
  Surroundings found_;
  std::set<feed::FeedId> taken_;
  std::size_t met_ = 0;
  std::size_t looked_at_ = 0;
};

}  // namespace

Surroundings find_surroundings(const Graph& graph, const Around& around) {
  return Surveyor(graph, around).survey();
}

}  // namespace waarmerk::node::trust
