#include "node/trust/graph.hpp"

#include <algorithm>
#include <tuple>

namespace waarmerk::node::trust {
namespace {

auto order_in_feed(const Edge& edge) { return std::tie(edge.place, edge.hash); }

auto subject_of(const Edge& edge) { return std::tuple(edge.trustee, edge.scope); }

}  // namespace

Result<void> check_bit(const TrustBit& bit) {
  if (bit.truster == bit.trustee) return fail(bad_bit, "Nobody vouches for himself.");
  if (bit.amount < amount_step || bit.amount > full_amount || bit.amount % amount_step != 0) {
    return fail(bad_bit, "An amount is 10 to 120, in steps of 10.");
  }
  if (bit.depth < 0 || bit.depth > depth_max) return fail(bad_bit, "A depth is 0 to 3.");
  if (bit.kind == Kind::issue && bit.depth != 0) {
    return fail(bad_bit, "Who may only issue introduces nobody: its depth is 0.");
  }
  if (bit.until <= bit.from || bit.until - bit.from > bit_ms_max) {
    return fail(bad_bit, "A bit of trust counts for up to three years.");
  }
  return check_scope(bit.scope);
}

Result<void> Graph::add(const TrustBit& bit) {
  TRY_OK(check_bit(bit));
  if (find_edge(bit.truster, bit.hash)) return {};
  const auto truster = node_of(bit.truster);
  const auto trustee = node_of(bit.trustee);
  const auto number = static_cast<BitIndex>(edges_.size());
  edges_.push_back({.truster = truster,
                    .trustee = trustee,
                    .scope = scope_of(bit.scope),
                    .quota = bit.quota,
                    .witnesses = bit.witnesses,
                    .amount = static_cast<std::uint8_t>(bit.amount),
                    .depth = static_cast<std::uint8_t>(bit.depth),
                    .kind = bit.kind,
                    .is_on_every_branch = bit.is_on_every_branch,
                    .said = bit.said,
                    .from = bit.from,
                    .until = bit.until,
                    .first_seen = bit.first_seen,
                    .place = bit.place,
                    .hash = bit.hash});
  auto& node = nodes_[truster];
  const auto put = [&](std::vector<BitIndex>& bits, const auto& order) {
    const auto& added = edges_[number];
    const bool is_last = bits.empty() || order(edges_[bits.back()]) < order(added);
    const auto after =
        is_last ? bits.end() : std::ranges::upper_bound(bits, order(added), {}, [&](BitIndex bit) {
          return order(edges_[bit]);
        });
    return static_cast<std::size_t>(bits.insert(after, number) - bits.begin());
  };
  put(node.out, order_in_feed);
  put(node.out_by_hash, [](const Edge& edge) { return std::tie(edge.hash); });
  const auto at = put(node.out_by_subject, [](const Edge& edge) {
    return std::tuple_cat(subject_of(edge), order_in_feed(edge));
  });
  nodes_[trustee].in.push_back(number);
  touch_ends(edges_.back());
  replace_earlier(node, at);
  return {};
}

/// Of two about the same scope the earlier counts until the later was said, in whichever order they
/// came. Where feeds say things in their order, that is a look at one neighbour.
void Graph::replace_earlier(const Node& truster, std::size_t at) {
  const auto& bits = truster.out_by_subject;
  auto& added = edges_[bits[at]];
  const auto is_about_same = [&](std::size_t i) {
    return subject_of(edges_[bits[i]]) == subject_of(added);
  };
  for (auto i = at; i > 0 && is_about_same(i - 1); --i) {
    auto& earlier = edges_[bits[i - 1]];
    earlier.until = std::min(earlier.until, added.said);
    touch_way(earlier);
    if (earlier.said <= added.said) break;  // what came before it ended with it, or sooner
  }
  for (auto i = at + 1; i < bits.size() && is_about_same(i); ++i) {
    added.until = std::min(added.until, edges_[bits[i]].said);
  }
}

std::size_t Graph::rank(BitIndex bit) const {
  const auto& out = nodes_[edges_[bit].truster].out;
  const auto found =
      std::ranges::lower_bound(out, order_in_feed(edges_[bit]), {},
                               [&](BitIndex other) { return order_in_feed(edges_[other]); });
  return static_cast<std::size_t>(found - out.begin());
}

bool Graph::end(const feed::FeedId& truster, const Sha256& hash, UnixTime at) {
  auto* found = find_edge(truster, hash);
  if (found && at < found->until) {
    found->until = at;
    touch_ends(*found);
  }
  return found != nullptr;
}

bool Graph::leave_behind(const feed::FeedId& truster, const Sha256& hash) {
  auto* found = find_edge(truster, hash);
  if (found && found->is_on_every_branch) {
    found->is_on_every_branch = false;
    touch_ends(*found);
  }
  return found != nullptr;
}

bool Graph::witness(const feed::FeedId& truster, const Sha256& hash, std::uint32_t witnesses) {
  auto* found = find_edge(truster, hash);
  if (found && witnesses > found->witnesses) {
    found->witnesses = witnesses;
    touch_ends(*found);
  }
  return found != nullptr;
}

void Graph::put_in_group(const feed::FeedId& feed, std::string_view group) {
  auto found = groups_.find(group);
  if (found == groups_.end()) found = groups_.emplace(group, next_group_++).first;
  const auto node = node_of(feed);
  if (nodes_[node].group == found->second) return;
  nodes_[node].group = found->second;
  changed_[node] = ++changes_;
  for (const auto bit : nodes_[node].in) touch_way(edges_[bit]);
}

std::uint64_t Graph::changed(const feed::FeedId& feed) const {
  const auto node = find(feed);
  return node ? changed_[*node] : 0;
}

std::optional<NodeIndex> Graph::find(const feed::FeedId& feed) const {
  const auto found = numbers_.find(feed);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

NodeIndex Graph::node_of(const feed::FeedId& feed) {
  const auto [found, is_new] = numbers_.emplace(feed, static_cast<NodeIndex>(nodes_.size()));
  if (is_new) {
    nodes_.push_back({.feed = feed, .group = next_group_++});
    changed_.push_back(0);
  }
  return found->second;
}

ScopeIndex Graph::scope_of(const Scope& scope) {
  const auto [found, is_new] =
      scope_numbers_.emplace(scope, static_cast<ScopeIndex>(scopes_.size()));
  if (is_new) scopes_.push_back(&found->first);
  return found->second;
}

void Graph::touch_ends(const Edge& edge) {
  ++changes_;
  changed_[edge.truster] = changed_[edge.trustee] = changes_;
  touch_way(edge);
}

void Graph::touch_way(const Edge& edge) {
  if (edge.kind == Kind::introduce) ways_changed_ = changes_;
}

Edge* Graph::find_edge(const feed::FeedId& truster, const Sha256& hash) {
  const auto node = find(truster);
  if (!node) return nullptr;
  const auto& bits = nodes_[*node].out_by_hash;
  const auto found = std::ranges::lower_bound(
      bits, hash, {}, [&](BitIndex bit) -> const Sha256& { return edges_[bit].hash; });
  return found != bits.end() && edges_[*found].hash == hash ? &edges_[*found] : nullptr;
}

}  // namespace waarmerk::node::trust
