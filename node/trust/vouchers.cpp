#include "node/trust/vouchers.hpp"

#include <algorithm>
#include <limits>
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

/// Who is met at one hop, and how.
struct Met {
  NodeIndex node = 0;
  Reach reach = {};
  int said = 0;  ///< of it, by others than its own group
};

using Layer = std::vector<Met>;

/// Those of the roots that are asked about this; one for something else passes on as everybody
/// does.
class Roots {
 public:
  Roots(const Graph& graph, const Policy& policy, const Scope& asked, const Hierarchy& hierarchy)
      : has_(graph.nodes()) {
    for (const auto& root : policy.roots) {
      if (!covers(root.scope, asked, hierarchy)) continue;
      const auto node = graph.find(root.feed);
      if (node) has_[*node] = true;
      all_.push_back({&root, node});
    }
  }

  struct Known {
    const Root* root;
    std::optional<NodeIndex> node;  ///< none where it has said nothing, and nobody of it
  };
  const std::vector<Known>& all() const { return all_; }
  bool has(NodeIndex node) const { return has_[node]; }

 private:
  std::vector<bool> has_;
  std::vector<Known> all_;
};

/// What the paths that there are leave of bits, roots and groups.
class Left {
 public:
  Left(const Graph& graph, const Answer& answer, const Roots& roots)
      : graph_(graph), roots_(roots) {
    const auto& region = answer.region;
    for (std::size_t i = 0; i < region.stops.size(); ++i)
      rooms_[graph.group_of(region.stops[i])] = region.group_rooms[region.groups[i]];
    for (const auto& reason : answer.reasons) take(reason);
  }

  int taken_of(BitIndex bit) const { return find(of_bits_, bit); }
  int of_bit(BitIndex bit) const { return graph_.edge(bit).amount - taken_of(bit); }
  int of_root(const Roots::Known& root) const {
    return root.root->amount - (root.node ? find(of_roots_, *root.node) : 0);
  }
  /// Of a group, once so much is said of one of its members who passed on nothing before.
  int of_group(std::uint32_t group, int said) const {
    return std::max(find(rooms_, group), std::min(said, full_amount)) - find(of_groups_, group);
  }

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
      if (roots_.has(truster)) {
        of_roots_[truster] += reason.amount;
      } else if (passed.insert(graph_.group_of(truster)).second) {
        of_groups_[graph_.group_of(truster)] += reason.amount;
      }
    }
  }

  const Graph& graph_;
  const Roots& roots_;
  Amounts rooms_;
  Amounts of_bits_;
  Amounts of_roots_;
  Amounts of_groups_;
};

/// A layer of those who are met at one hop after the other: it may touch most of the graph, so all
/// that it knows of organisations and scopes it finds by their numbers.
class Walk {
 public:
  Walk(const Graph& graph, const Policy& policy, const Question& question, const Answer& answer,
       const Hierarchy& hierarchy)
      : graph_(graph),
        policy_(policy),
        question_(question),
        hierarchy_(hierarchy),
        issuer_(graph.find(question.issuer)),
        roots_(graph, policy, question.scope, hierarchy),
        left_(graph, answer, roots_),
        places_(graph.nodes(), nowhere),
        covering_(graph.scopes()) {}

  /// Each once, in no order. Nothing is looked for behind the hop at which there are `enough`.
  Vouchers go(std::size_t enough) && {
    find_own_words();
    auto layer = begin();
    for (int hop = 0; hop < policy_.hops && !layer.empty(); ++hop) {
      for (const auto& met : layer) note(met, hop);
      const bool are_enough =
          found_.size() >= enough && (known_for_.size() >= known_for_max || other_words_.empty());
      if (are_enough) break;
      layer = follow(std::move(layer), hop);
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

  // Where an organisation stands in the layer that is being made, or that it stands in none yet,
  // or in an earlier one.
  static constexpr std::uint32_t nowhere = 0xffff'ffff;
  static constexpr std::uint32_t earlier = nowhere - 1;

  void find_own_words() {
    if (!issuer_) return;
    const auto said = graph_.said_of(*issuer_);
    for (const auto bit : said.first(std::min(said.size(), edges_looked_at_max))) {
      const auto& edge = graph_.edge(bit);
      note_change(edge);
      if (!is_alive(edge, question_.at)) continue;
      if (!is_about_it(edge)) {
        const bool counts = roots_.has(edge.truster) || is_settled(edge, policy_, question_.at);
        if (counts) other_words_[edge.truster].push_back(bit);
        continue;
      }
      auto& own = own_words_[edge.truster];
      own.amount = std::max<int>(own.amount, edge.amount);
      own.taken += left_.taken_of(bit);
    }
  }

  /// The roots from which something can still pass. Of one that the graph does not know there is
  /// nothing to follow.
  Layer begin() {
    Layer layer;
    for (const auto& known : roots_.all()) {
      const int amount = left_.of_root(known);
      if (known.node) places_[*known.node] = earlier;
      if (amount <= 0) continue;
      if (known.node) {
        layer.push_back({*known.node, {known.root->depth + 1, amount}});
      } else if (known.root->feed != question_.issuer) {
        found_.push_back({known.root->feed, 0, std::min(amount, full_amount), 0});
      }
    }
    return layer;
  }

  /// Whose word is there as far as the way to it is free is held back by something else.
  void note(const Met& met, int hop) {
    const auto others = other_words_.extract(met.node);
    if (met.node == issuer_ || hop + 1 > met.reach.bits_max) return;
    if (others)
      for (const auto bit : others.mapped()) known_for_.push_back({bit, hop});
    const auto found = own_words_.find(met.node);
    const auto own = found == own_words_.end() ? OwnWord{} : found->second;
    const int more = std::min(met.reach.amount, full_amount - own.taken);
    if (more <= own.amount - own.taken) return;
    found_.push_back({graph_.feed_of(met.node), hop, more, own.amount});
  }

  Layer follow(Layer layer, int hop) {
    const auto steps = steps_from(std::move(layer), hop);
    Layer next;
    for (const auto& step : steps) {
      const auto& edge = graph_.edge(step.bit);
      auto& place = places_[edge.trustee];
      if (place == nowhere) {
        place = static_cast<std::uint32_t>(next.size());
        next.push_back({.node = edge.trustee});
      }
      if (!step.is_own) next[place].said += edge.amount;
    }
    for (const auto& step : steps) {
      const auto& edge = graph_.edge(step.bit);
      auto& met = next[places_[edge.trustee]];
      int amount = std::min(step.reach.amount, left_.of_bit(step.bit));
      if (!step.is_own)
        amount = std::min(amount, left_.of_group(graph_.group_of(edge.trustee), met.said));
      if (amount <= 0) continue;
      met.reach =
          std::max(met.reach, Reach{std::min(step.reach.bits_max, edge.depth + hop + 1), amount});
    }
    // To whom nothing can pass so, something may on a longer way.
    for (const auto& met : next) places_[met.node] = met.reach.amount > 0 ? earlier : nowhere;
    std::erase_if(next, [](const Met& met) { return met.reach.amount == 0; });
    return next;
  }

  /// To somebody whom no shorter way leads to.
  struct Step {
    BitIndex bit;
    Reach reach;  ///< of its truster
    bool is_own;  ///< within a group that is passed already
  };

  std::vector<Step> steps_from(Layer layer, int hop) {
    put_in_order(layer);
    std::vector<Step> steps;
    for (const auto& [node, reach, said] : layer) {
      if (node == issuer_) continue;
      const bool is_root = roots_.has(node);
      for (const auto bit : graph_.said_by(node)) {
        if (++looked_at_ > edges_looked_at_max) return steps;
        const auto& edge = graph_.edge(bit);
        if (places_[edge.trustee] == earlier || !is_usable(edge, hop == 0)) continue;
        const bool is_own = !is_root && graph_.group_of(node) == graph_.group_of(edge.trustee);
        steps.push_back({bit, reach, is_own});
      }
    }
    return steps;
  }

  /// Where not all of it can be looked at, what is must not hang on who came first.
  void put_in_order(Layer& layer) const {
    std::size_t bits = 0;
    for (const auto& met : layer) bits += graph_.said_by(met.node).size();
    if (bits <= edges_looked_at_max - std::min(looked_at_, edges_looked_at_max)) return;
    std::ranges::sort(layer, {}, [this](const Met& met) { return graph_.feed_of(met.node); });
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
  std::optional<NodeIndex> issuer_;
  Roots roots_;
  Left left_;
  std::vector<std::uint32_t> places_;
  std::vector<std::optional<bool>> covering_;
  std::map<NodeIndex, OwnWord> own_words_;
  std::map<NodeIndex, std::vector<BitIndex>> other_words_;  // for something else
  std::vector<Voucher> found_;
  std::vector<KnownFor> known_for_;
  std::size_t looked_at_ = 0;
  UnixTime next_change_ = time_max;
};

/// The first of all that there are, in order.
void keep_first(auto& all, std::size_t count, const auto& rank) {
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()));
  std::ranges::partial_sort(all, end, {}, rank);
  all.erase(end, all.end());
}

}  // namespace

Result<Vouchers> who_could_vouch(const Graph& graph, const Policy& policy, const Question& question,
                                 const Answer& answer, const Hierarchy& hierarchy) {
  TRY_OK(check_policy(policy));
  TRY_OK(check_scope(question.scope));
  auto vouchers = Walk(graph, policy, question, answer, hierarchy).go(vouchers_max);
  keep_first(vouchers.found, vouchers_max,
             [](const Voucher& one) { return std::tuple(one.hops, -one.amount, one.feed); });
  keep_first(vouchers.known_for, known_for_max, [&](const KnownFor& one) {
    const auto& edge = graph.edge(one.bit);
    using Rank = std::tuple<int, int, const feed::FeedId&, const Scope&>;
    return Rank(one.hops, -edge.amount, graph.feed_of(edge.truster), graph.scope(edge.scope));
  });
  return vouchers;
}

Result<std::optional<Voucher>> find_voucher(const Graph& graph, const Policy& policy,
                                            const Question& question, const Hierarchy& hierarchy) {
  TRY_OK(check_policy(policy));
  TRY_OK(check_scope(question.scope));
  const Question of_a_stranger{feed::FeedId(), question.scope, question.at};
  Walk walk(graph, policy, of_a_stranger, Answer(), hierarchy);
  const auto found = std::move(walk).go(std::numeric_limits<std::size_t>::max()).found;
  const auto at = std::ranges::find(found, question.issuer, &Voucher::feed);
  return at == found.end() ? std::nullopt : std::optional(*at);
}

}  // namespace waarmerk::node::trust
