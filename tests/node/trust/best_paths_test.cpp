#include "node/trust/best_paths.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "node/trust/counted.hpp"
#include "tests/support/random_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::RandomTown;
using tests::town_time;
using tests::TrustTown;

/// Whether a path is one, by the rules alone and the bits as they were said.
bool is_allowed(const Reason& reason, const TrustTown& town, const feed::FeedId& issuer) {
  const auto& graph = town.graph;
  const auto root = std::ranges::find(town.policy.roots, reason.root, &Root::feed);
  const int hops = static_cast<int>(reason.bits.size());
  if (root == town.policy.roots.end() || hops > town.policy.hops) return false;
  if (hops > 0 && root->depth < hops - 1) return false;
  auto at = reason.root;
  std::set<feed::FeedId> seen{at};
  for (int i = 0; i < hops; ++i) {
    const auto& edge = graph.edge(reason.bits[static_cast<std::size_t>(i)]);
    const bool is_last = i == hops - 1;
    const bool is_good = graph.feed_of(edge.truster) == at && is_alive(edge, town_time) &&
                         (i == 0 || is_settled(edge, town.policy, town_time)) &&
                         graph.scope(edge.scope) == tests::skill("making") &&
                         (is_last || edge.kind == Kind::introduce) && edge.depth >= hops - 1 - i;
    at = graph.feed_of(edge.trustee);
    if (!is_good || !seen.insert(at).second) return false;
  }
  return at == issuer;
}

/// What passes through each bit, group and root, against what may.
bool is_within_bounds(const Answer& answer, const TrustTown& town) {
  std::map<BitIndex, int> bits;
  std::map<std::uint32_t, int> groups;
  std::map<feed::FeedId, int> roots;
  for (const auto& reason : answer.reasons) {
    roots[reason.root] += reason.amount;
    std::set<std::uint32_t> passed;
    for (const auto bit : reason.bits) {
      bits[bit] += reason.amount;
      const auto& edge = town.graph.edge(bit);
      if (town.graph.feed_of(edge.truster) == reason.root) continue;
      const auto group = town.graph.group_of(edge.truster);
      if (passed.insert(group).second) groups[group] += reason.amount;
    }
  }
  return std::ranges::all_of(
             bits,
             [&](const auto& bit) { return bit.second <= town.graph.edge(bit.first).amount; }) &&
         std::ranges::all_of(groups, [](const auto& group) { return group.second <= 120; }) &&
         std::ranges::all_of(town.policy.roots,
                             [&](const auto& root) { return roots[root.feed] <= root.amount; });
}

std::vector<Sha256> hashes_of(const Reason& reason, const Graph& graph) {
  std::vector<Sha256> hashes;
  for (const auto bit : reason.bits) hashes.push_back(graph.edge(bit).hash);
  return hashes;
}

}  // namespace

TEST_CASE("every path that is reported can be checked by itself, and never more flows than can") {
  std::size_t paths = 0;
  std::size_t several = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    RandomTown random(seed);
    random.arrive();
    for (const auto& name : random.everybody()) {
      const auto answer = random.town.ask(name);
      int sum = 0;
      for (const auto& reason : answer.reasons) {
        CHECK(is_allowed(reason, random.town, feed_named(name)));
        CHECK(reason.amount > 0);
        sum += reason.amount;
      }
      CHECK(sum == answer.amount);
      CHECK(answer.amount <= std::min(full_amount, answer.bound));
      CHECK(is_within_bounds(answer, random.town));
      paths += answer.reasons.size();
      several += answer.reasons.size() > 1 ? 1 : 0;
    }
  }
  CHECK(paths > 1000);
  CHECK(several > 100);
}

TEST_CASE("the answer does not depend on the order in which the bits came") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    RandomTown one(seed);
    RandomTown other(seed);
    one.arrive();
    other.shuffle();
    other.arrive();
    for (const auto& name : one.everybody()) {
      const auto first = one.town.ask(name);
      const auto second = other.town.ask(name);
      CHECK(first.level == second.level);
      CHECK(first.amount == second.amount);
      CHECK(first.bound == second.bound);
      CHECK(first.holds_until == second.holds_until);
      CHECK(first.next_change == second.next_change);
      CHECK(first.depends_on == second.depends_on);
      REQUIRE(first.reasons.size() == second.reasons.size());
      for (std::size_t i = 0; i < first.reasons.size(); ++i) {
        CHECK(hashes_of(first.reasons[i], one.town.graph) ==
              hashes_of(second.reasons[i], other.town.graph));
      }
    }
  }
}

TEST_CASE("the shorter way is taken before the wider, and of equally long ones the widest") {
  TrustTown town;
  town.believe("gemeente", 120, 3);
  town.say("gemeente", "tao", 120, 1);
  town.say("tao", "nieuw", 120);
  town.say("gemeente", "west", 90, 1);
  town.say("west", "nieuw", 90);
  auto answer = town.ask("nieuw");
  REQUIRE(answer.reasons.size() == 1);
  CHECK(town.way_of(answer.reasons[0], {"gemeente", "tao", "nieuw"}) == "gemeente > tao > nieuw");
  town.say("gemeente", "nieuw", 60);
  answer = town.ask("nieuw");
  REQUIRE(answer.reasons.size() == 2);
  CHECK(answer.reasons[0].bits.size() == 1);
  CHECK(answer.reasons[0].amount == 60);
  CHECK(answer.reasons[1].amount == 60);
}

TEST_CASE("who may only issue introduces nobody, and depth ends a way") {
  TrustTown town;
  town.believe("gemeente", 120, 3);
  town.say("gemeente", "west", 120);
  town.say("west", "nieuw", 120);
  CHECK(town.ask("west").level == Level::full);
  CHECK(town.ask("nieuw").level == Level::none);
  town.say("gemeente", "tao", 120, 1);
  town.say("tao", "zadkine", 120, 1);
  town.say("zadkine", "nieuw", 120);
  CHECK(town.ask("zadkine").level == Level::full);
  CHECK(town.ask("nieuw").level != Level::full);
  town.policy.roots[0].depth = 0;
  CHECK(town.ask("tao").level == Level::full);
  CHECK(town.ask("zadkine").level != Level::full);
}

}  // namespace waarmerk::node::trust
