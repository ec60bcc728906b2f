#include "node/trust/graph.hpp"

#include <algorithm>

namespace waarmerk::node::trust {
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
                    .place = bit.place,
                    .said = bit.said,
                    .from = bit.from,
                    .until = bit.until,
                    .first_seen = bit.first_seen,
                    .hash = bit.hash});
  auto& out = nodes_[truster].out;
  const auto after = std::ranges::upper_bound(out, bit.place, {},
                                              [&](BitIndex other) { return edges_[other].place; });
  const auto at = static_cast<std::size_t>(out.insert(after, number) - out.begin());
  nodes_[trustee].in.push_back(number);
  touch_ends(edges_.back());
  replace_earlier(truster, at);
  return {};
}

/// Of two about the same scope the earlier counts until the later was said, in whichever order they
/// came.
void Graph::replace_earlier(NodeIndex truster, std::size_t at) {
  const auto& out = nodes_[truster].out;
  const auto& added = edges_[out[at]];
  const auto is_about_same = [&](BitIndex other) {
    return edges_[other].trustee == added.trustee && edges_[other].scope == added.scope;
  };
  for (std::size_t i = 0; i < at; ++i) {
    if (!is_about_same(out[i])) continue;
    auto& earlier = edges_[out[i]];
    earlier.until = std::min(earlier.until, added.said);
  }
  for (std::size_t i = at + 1; i < out.size(); ++i) {
    if (!is_about_same(out[i])) continue;
    edges_[out[at]].until = std::min(added.until, edges_[out[i]].said);
    return;
  }
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
  nodes_[node].changed = ++changes_;
}

std::uint64_t Graph::changed(const feed::FeedId& feed) const {
  const auto node = find(feed);
  return node ? nodes_[*node].changed : 0;
}

std::optional<NodeIndex> Graph::find(const feed::FeedId& feed) const {
  const auto found = numbers_.find(feed);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

NodeIndex Graph::node_of(const feed::FeedId& feed) {
  const auto [found, is_new] = numbers_.emplace(feed, static_cast<NodeIndex>(nodes_.size()));
  if (is_new) nodes_.push_back({.feed = feed, .group = next_group_++, .out = {}, .in = {}});
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
  nodes_[edge.truster].changed = nodes_[edge.trustee].changed = changes_;
}

Edge* Graph::find_edge(const feed::FeedId& truster, const Sha256& hash) {
  const auto node = find(truster);
  if (!node) return nullptr;
  for (const auto bit : nodes_[*node].out) {
    if (edges_[bit].hash == hash) return &edges_[bit];
  }
  return nullptr;
}

}  // namespace waarmerk::node::trust
