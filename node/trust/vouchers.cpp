#include "node/trust/vouchers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

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

/// What the paths that there are leave of bits, roots and groups.
class Left {
 public:
  Left(const Graph& graph, const Answer& answer, std::set<feed::FeedId> roots)
      : graph_(graph), roots_(std::move(roots)) {
    const auto& region = answer.region;
    for (std::size_t i = 0; i < region.stops.size(); ++i)
      rooms_[graph.group_of(region.stops[i])] = region.group_rooms[region.groups[i]];
    for (const auto& reason : answer.reasons) take(reason);
  }

  int taken_of(BitIndex bit) const { return find(of_bits_, bit); }
  int of_bit(BitIndex bit) const { return graph_.edge(bit).amount - taken_of(bit); }
  int of_root(const Root& root) const {
    const auto node = graph_.find(root.feed);
    return root.amount - (node ? find(of_roots_, *node) : 0);
  }
  /// Of a group, once so much is said of one of its members who passed on nothing before.
  int of_group(std::uint32_t group, int said) const {
    return std::max(find(rooms_, group), std::min(said, full_amount)) - find(of_groups_, group);
  }
  /// Of what is asked: a root for something else passes on as everybody does.
  bool is_root(NodeIndex node) const { return roots_.contains(graph_.feed_of(node)); }

 private:
  using Amounts = std::map<std::uint32_t, int>;

  static int find(const Amounts& amounts, std::uint32_t of) {
    const auto found = amounts.find(of);
    return found == amounts.end() ? 0 : found->second;
  }

  /// A group that is passed twice lets it through once.
  void take(const Reason& reason) {
    std::set<std::uint32_t> passed;
    for (const auto bit : reason.bits) {
      of_bits_[bit] += reason.amount;
      const auto truster = graph_.edge(bit).truster;
      if (is_root(truster)) {
        of_roots_[truster] += reason.amount;
      } else if (passed.insert(graph_.group_of(truster)).second) {
        of_groups_[graph_.group_of(truster)] += reason.amount;
      }
    }
  }

  const Graph& graph_;
  std::set<feed::FeedId> roots_;
  Amounts rooms_;
  Amounts of_bits_;
  Amounts of_roots_;
  Amounts of_groups_;
};

std::set<feed::FeedId> roots_about(const Policy& policy, const Scope& asked,
                                   const Hierarchy& hierarchy) {
  std::set<feed::FeedId> roots;
  for (const auto& root : policy.roots)
    if (covers(root.scope, asked, hierarchy)) roots.insert(root.feed);
  return roots;
}

class Walk {
 public:
  Walk(const Graph& graph, const Policy& policy, const Question& question, const Answer& answer,
       const Hierarchy& hierarchy)
      : graph_(graph),
        policy_(policy),
        question_(question),
        hierarchy_(hierarchy),
        met_(roots_about(policy, question.scope, hierarchy)),
        left_(graph, answer, met_) {}

  /// Each once, in no order.
  Vouchers go() && {
    find_own_words();
    Layer layer;
    for (const auto& root : policy_.roots) {
      if (met_.contains(root.feed) && left_.of_root(root) > 0)
        layer.emplace(root.feed, Reach{root.depth + 1, left_.of_root(root)});
    }
    for (int hop = 0; hop < policy_.hops && !layer.empty(); ++hop) {
      for (const auto& [feed, reach] : layer) met_.insert(feed);
      note(layer, hop);
      layer = follow(layer, hop);
    }
    const auto to_spare = edges_looked_at_max - std::min(looked_at_, edges_looked_at_max);
    return {std::move(found_), std::move(known_for_), next_change_, to_spare};
  }

 private:
  /// What somebody says of the issuer already, and how much of that is in a path.
  struct OwnWord {
    int amount = 0;
    int taken = 0;
  };

  void find_own_words() {
    const auto issuer = graph_.find(question_.issuer);
    if (!issuer) return;
    const auto said = graph_.said_of(*issuer);
    for (const auto bit : said.first(std::min(said.size(), edges_looked_at_max))) {
      const auto& edge = graph_.edge(bit);
      note_change(edge);
      if (!is_alive(edge, question_.at)) continue;
      if (!is_about_it(edge)) {
        const bool counts = left_.is_root(edge.truster) || is_settled(edge, policy_, question_.at);
        if (counts) other_words_[graph_.feed_of(edge.truster)].push_back(bit);
        continue;
      }
      auto& own = own_words_[graph_.feed_of(edge.truster)];
      own.amount = std::max<int>(own.amount, edge.amount);
      own.taken += left_.taken_of(bit);
    }
  }

  /// Whose word is there as far as the way to it is free is held back by something else.
  void note(const Layer& layer, int hop) {
    for (const auto& [feed, reach] : layer) {
      if (feed == question_.issuer || hop + 1 > reach.bits_max) continue;
      if (const auto others = other_words_.find(feed); others != other_words_.end())
        for (const auto bit : others->second) known_for_.push_back({bit, hop});
      const auto found = own_words_.find(feed);
      const auto own = found == own_words_.end() ? OwnWord{} : found->second;
      const int more = std::min(reach.amount, full_amount - own.taken);
      if (more <= own.amount - own.taken) continue;
      found_.push_back({feed, hop, more, own.amount});
    }
  }

  Layer follow(const Layer& layer, int hop) {
    const auto steps = steps_from(layer, hop);
    std::map<NodeIndex, int> said;  // by others than its own group
    for (const auto& step : steps)
      if (!step.is_own) said[graph_.edge(step.bit).trustee] += graph_.edge(step.bit).amount;
    Layer next;
    for (const auto& step : steps) {
      const auto& edge = graph_.edge(step.bit);
      int amount = std::min(step.reach.amount, left_.of_bit(step.bit));
      if (!step.is_own)
        amount =
            std::min(amount, left_.of_group(graph_.group_of(edge.trustee), said[edge.trustee]));
      if (amount <= 0) continue;
      auto& best = next[graph_.feed_of(edge.trustee)];
      best = std::max(best, Reach{std::min(step.reach.bits_max, edge.depth + hop + 1), amount});
    }
    return next;
  }

  /// To somebody whom no shorter way leads to.
  struct Step {
    BitIndex bit;
    Reach reach;  ///< of its truster
    bool is_own;  ///< within a group that is passed already
  };

  std::vector<Step> steps_from(const Layer& layer, int hop) {
    std::vector<Step> steps;
    for (const auto& [feed, reach] : layer) {
      const auto node = graph_.find(feed);
      if (!node || feed == question_.issuer) continue;
      for (const auto bit : graph_.said_by(*node)) {
        if (++looked_at_ > edges_looked_at_max) return steps;
        const auto& edge = graph_.edge(bit);
        if (met_.contains(graph_.feed_of(edge.trustee)) || !is_usable(edge, hop == 0)) continue;
        const bool is_own =
            !left_.is_root(*node) && graph_.group_of(*node) == graph_.group_of(edge.trustee);
        steps.push_back({bit, reach, is_own});
      }
    }
    return steps;
  }

  /// Many bits have few scopes: each is looked up in the hierarchy once.
  bool is_about_it(const Edge& edge) {
    auto& known = covering_[edge.scope];
    if (!known) known = covers(graph_.scope(edge.scope), question_.scope, hierarchy_);
    return *known;
  }

  bool is_usable(const Edge& edge, bool is_of_root) {
    if (edge.kind != Kind::introduce || !is_about_it(edge)) return false;
    note_change(edge);
    return is_alive(edge, question_.at) && (is_of_root || is_settled(edge, policy_, question_.at));
  }

  void note_change(const Edge& edge) {
    next_change_ = std::min(next_change_, trust::next_change(edge, policy_, question_.at));
  }

  const Graph& graph_;
  const Policy& policy_;
  const Question& question_;
  const Hierarchy& hierarchy_;
  std::set<feed::FeedId> met_;  // the roots, to begin with
  Left left_;
  std::map<ScopeIndex, std::optional<bool>> covering_;
  std::map<feed::FeedId, OwnWord> own_words_;
  std::map<feed::FeedId, std::vector<BitIndex>> other_words_;  // for something else
  std::vector<Voucher> found_;
  std::vector<KnownFor> known_for_;
  std::size_t looked_at_ = 0;
  UnixTime next_change_ = time_max;
};

}  // namespace

Result<Vouchers> who_could_vouch(const Graph& graph, const Policy& policy, const Question& question,
                                 const Answer& answer, const Hierarchy& hierarchy) {
  TRY_OK(check_policy(policy));
  TRY_OK(check_scope(question.scope));
  auto vouchers = Walk(graph, policy, question, answer, hierarchy).go();
  std::ranges::sort(vouchers.found, {},
                    [](const Voucher& one) { return std::tuple(one.hops, -one.amount, one.feed); });
  if (vouchers.found.size() > vouchers_max) vouchers.found.resize(vouchers_max);
  std::ranges::sort(vouchers.known_for, {}, [&](const KnownFor& one) {
    const auto& edge = graph.edge(one.bit);
    using Rank = std::tuple<int, int, const feed::FeedId&, const Scope&>;
    return Rank(one.hops, -edge.amount, graph.feed_of(edge.truster), graph.scope(edge.scope));
  });
  if (vouchers.known_for.size() > known_for_max) vouchers.known_for.resize(known_for_max);
  return vouchers;
}

Result<std::optional<Voucher>> find_voucher(const Graph& graph, const Policy& policy,
                                            const Question& question, const Hierarchy& hierarchy) {
  TRY_OK(check_policy(policy));
  TRY_OK(check_scope(question.scope));
  const Question of_a_stranger{feed::FeedId(), question.scope, question.at};
  const auto found = Walk(graph, policy, of_a_stranger, Answer(), hierarchy).go().found;
  const auto at = std::ranges::find(found, question.issuer, &Voucher::feed);
  return at == found.end() ? std::nullopt : std::optional(*at);
}

}  // namespace waarmerk::node::trust
