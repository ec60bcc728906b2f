// TrustTown: organisations by their names, and what they say of each other, in few words.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "node/trust/answer.hpp"

namespace waarmerk::tests {

inline constexpr UnixTime town_time{1'772'532'720'000};  // 2026-03-03T10:12Z

inline node::feed::FeedId feed_named(std::string_view name) {
  return node::feed::FeedId(sha256(bytes_of(name)).value);
}

inline node::trust::Scope skill(std::string value) {
  return {.values = {{node::trust::Dimension::skill, {std::move(value)}}}};
}

class TrustTown {
 public:
  /// Said a hundred days ago, for a year; of the scope `making` unless it says otherwise.
  node::trust::TrustBit bit(std::string_view truster, std::string_view trustee, int amount,
                            int depth = 0) {
    node::trust::TrustBit bit;
    bit.truster = feed_named(truster);
    bit.trustee = feed_named(trustee);
    bit.place.seq = ++said_;
    const auto name = std::string(truster) + " of " + std::string(trustee) + std::to_string(said_);
    bit.hash = sha256(bytes_of(name));
    bit.kind = depth > 0 ? node::trust::Kind::introduce : node::trust::Kind::issue;
    bit.amount = amount;
    bit.depth = depth;
    bit.scope = skill("making");
    bit.said = bit.from = bit.first_seen = town_time - 100 * day_ms;
    bit.until = bit.from + 365 * day_ms;
    return bit;
  }
  void add(const node::trust::TrustBit& bit) { REQUIRE(graph.add(bit)); }
  void say(std::string_view truster, std::string_view trustee, int amount, int depth = 0) {
    add(bit(truster, trustee, amount, depth));
  }
  void believe(std::string_view name, int amount = 120, int depth = 2) {
    policy.roots.push_back({.feed = feed_named(name), .amount = amount, .depth = depth});
  }
  node::trust::Question about(std::string_view issuer) const {
    return {.issuer = feed_named(issuer), .scope = skill("making"), .at = town_time};
  }
  node::trust::Answer ask(std::string_view issuer) const { return ask(about(issuer)); }
  node::trust::Answer ask(const node::trust::Question& question) const {
    const auto found = node::trust::answer(graph, policy, question);
    REQUIRE(found);
    return *found;
  }
  /// `a > b > c` of a reason.
  std::string way_of(const node::trust::Reason& reason, const std::vector<std::string>& names) {
    std::string way = name_of(reason.root, names);
    for (const auto step : reason.bits) {
      way += " > " + name_of(graph.feed_of(graph.edge(step).trustee), names);
    }
    return way;
  }

  node::trust::Graph graph;
  node::trust::Policy policy;

 private:
  static std::string name_of(const node::feed::FeedId& feed,
                             const std::vector<std::string>& names) {
    for (const auto& name : names) {
      if (feed_named(name) == feed) return name;
    }
    return "?";
  }

  std::uint64_t said_ = 0;
};

}  // namespace waarmerk::tests
