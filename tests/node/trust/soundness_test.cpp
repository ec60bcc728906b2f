// What is answered, held against the bits as they were said: by rules that are written down here
// once more, and a flow that another's algorithm finds (spec/trust.md 4 to 6).
#include <doctest/doctest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/trust/counted.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

constexpr std::uint64_t seeds = 200;

struct End {
  feed::FeedId truster;
  Sha256 hash;
  UnixTime at;
};

/// What was said, by whom and how: everything that the answers follow from.
struct Said {
  explicit Said(std::uint64_t seed) : chance(seed) {
    const auto size = 5 + some(30);
    for (std::uint64_t i = 0; i < size; ++i) {
      feeds.push_back(feed_named("node " + std::to_string(i)));
      group_of[feeds[i]] = some(3) == 0 ? "group " + std::to_string(some(4)) : std::to_string(i);
    }
    for (std::uint64_t i = 0; i < 1 + some(4); ++i) {
      policy.roots.push_back(
          {.feed = feeds[i], .amount = amount(), .depth = static_cast<int>(some(4))});
    }
    policy.hops = static_cast<int>(1 + some(4));
    if (some(2) == 0) policy.velocity = 100'000;
    if (policy.velocity < 100'000) policy.velocity = static_cast<std::uint32_t>(2 + some(5));
    if (some(2) == 0) policy.quota = static_cast<std::uint32_t>(2 + some(6));
    const auto count = size * (2 + some(8));
    for (std::uint64_t i = 0; i < count; ++i) say(static_cast<std::int64_t>(i));
  }

  void say(std::int64_t number) {
    const auto& truster = feeds[some(feeds.size()) / (1 + some(2))];  // some say more than others
    const auto& trustee = feeds[some(feeds.size())];
    if (truster == trustee) return;
    TrustBit bit;
    bit.truster = truster;
    bit.trustee = trustee;
    bit.place.seq = static_cast<std::uint64_t>(number + 1);
    bit.hash = sha256(bytes_of("bit " + std::to_string(number)));
    bit.kind = some(3) == 0 ? Kind::issue : Kind::introduce;
    bit.depth = bit.kind == Kind::issue ? 0 : static_cast<int>(some(4));
    bit.amount = amount();
    if (some(4) == 0) bit.quota = static_cast<std::uint32_t>(1 + some(4));
    bit.scope = scope();
    bit.said = bit.from = bit.first_seen = town_time - 200 * day_ms + number * 6 * hour_ms;
    bit.until = bit.from + (some(8) == 0 ? 60 : 365) * day_ms;
    if (some(8) == 0) bit.first_seen = town_time - hour_ms;
    if (some(8) == 0) bit.witnesses = 2;
    if (some(10) == 0) bit.is_on_every_branch = false;
    if (some(10) == 0) ends.push_back({truster, bit.hash, town_time - hour_ms * 2 + some_ms()});
    bits.push_back(std::move(bit));
  }

  std::uint64_t some(std::uint64_t bound) { return chance.draw_below(bound); }
  std::int64_t some_ms() { return static_cast<std::int64_t>(some(4 * hour_ms)); }
  int amount() { return 10 * static_cast<int>(1 + some(12)); }
  Scope scope() {
    switch (some(8)) {
      case 0: return any_scope();
      case 1: return tests::skill("swimming");
      case 2: return {.values = {{Dimension::skill, {"making", "swimming"}}}};
      default: return tests::skill("making");
    }
  }

  SplitMix64 chance;
  std::vector<feed::FeedId> feeds;
  std::map<feed::FeedId, std::string> group_of;
  std::vector<TrustBit> bits;
  std::vector<End> ends;
  Policy policy;
  std::set<Sha256> standing = {};  // of `bits`, those that nothing has ended
};

template <class Thing>
void shuffle(std::vector<Thing>& things, SplitMix64& chance) {
  for (auto i = things.size(); i > 1; --i) {
    std::swap(things[i - 1], things[chance.draw_below(i)]);
  }
}

Graph graph_of(const Said& said) {
  Graph graph;
  for (const auto& [feed, group] : said.group_of) graph.put_in_group(feed, group);
  for (const auto& bit : said.bits) REQUIRE(graph.add(bit));
  for (const auto& end : said.ends) REQUIRE(graph.end(end.truster, end.hash, end.at));
  return graph;
}

Question about(const feed::FeedId& issuer) {
  return {.issuer = issuer, .scope = tests::skill("making"), .at = town_time};
}

// --- the rules once more, and nothing of what the answer was computed with -----------------------

const Root* root_of(const Said& said, const feed::FeedId& feed) {
  const auto found = std::ranges::find(said.policy.roots, feed, &Root::feed);
  return found == said.policy.roots.end() ? nullptr : &*found;
}

bool is_standing(const Said& said, const TrustBit& bit) {
  auto until = bit.until;
  for (const auto& other : said.bits) {
    const bool replaces = other.truster == bit.truster && other.trustee == bit.trustee &&
                          other.scope == bit.scope && other.place > bit.place;
    if (replaces) until = std::min(until, other.said);
  }
  for (const auto& end : said.ends) {
    if (end.hash == bit.hash) until = std::min(until, end.at);
  }
  return bit.from <= town_time && town_time < until && bit.is_on_every_branch;
}

void find_standing(Said& said) {
  said.standing.clear();
  for (const auto& bit : said.bits) {
    if (is_standing(said, bit)) said.standing.insert(bit.hash);
  }
}

bool counts(const Said& said, const TrustBit& bit) {
  const bool is_about_it =
      bit.scope.any || bit.scope.values.at(Dimension::skill).contains("making");
  const bool is_settled = root_of(said, bit.truster) || bit.witnesses >= said.policy.witnesses ||
                          town_time - bit.first_seen >= said.policy.quarantine_ms;
  return is_about_it && is_settled && said.standing.contains(bit.hash);
}

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Network = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<
        boost::edge_capacity_t, long,
        boost::property<boost::edge_residual_capacity_t, long,
                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

void connect(Network& network, std::size_t from, std::size_t to, long room) {
  const auto there = boost::add_edge(from, to, network).first;
  const auto back = boost::add_edge(to, from, network).first;
  boost::put(boost::edge_capacity, network, there, room);
  boost::put(boost::edge_capacity, network, back, 0);
  boost::put(boost::edge_reverse, network, there, back);
  boost::put(boost::edge_reverse, network, back, there);
}

/// The most that could come to the issuer if neither depths, hops, quotas nor the speed mattered.
/// An organisation is two nodes, and those of one group have the pipe between them in turn.
long flow_to(const Said& said, const feed::FeedId& issuer) {
  std::map<std::string, std::size_t> numbers;
  const auto number = [&](const std::string& name) {
    return numbers.emplace(name, numbers.size()).first->second;
  };
  const auto in = [&](const feed::FeedId& feed) { return number("in " + print_feed_id(feed)); };
  const auto out = [&](const feed::FeedId& feed) { return number("out " + print_feed_id(feed)); };
  Network network(4 * said.feeds.size() + 2);
  std::set<std::string> groups;
  for (const auto& feed : said.feeds) {
    const auto* root = root_of(said, feed);
    if (root) connect(network, number("source"), out(feed), root->amount);
    if (root || feed == issuer) continue;
    const auto& group = said.group_of.at(feed);
    connect(network, in(feed), number("group in " + group), 10'000);
    connect(network, number("group out " + group), out(feed), 10'000);
    if (!groups.insert(group).second) continue;
    connect(network, number("group in " + group), number("group out " + group), full_amount);
  }
  for (const auto& bit : said.bits) {
    const bool leads_on = bit.trustee == issuer || bit.kind == Kind::introduce;
    if (bit.truster != issuer && leads_on && counts(said, bit)) {
      connect(network, out(bit.truster), in(bit.trustee), bit.amount);
    }
  }
  const auto own = root_of(said, issuer) ? root_of(said, issuer)->amount : 0;
  return own + boost::push_relabel_max_flow(network, number("source"), in(issuer));
}

/// How many the truster may vouch for at most, whoever is right about it.
std::size_t quota_of(const Said& said, const feed::FeedId& truster) {
  auto quota = said.policy.quota;
  for (const auto& bit : said.bits) {
    if (bit.trustee == truster) quota = std::max(quota, bit.quota);
  }
  return quota;
}

bool is_within_quota(const Said& said, const TrustBit& bit) {
  if (root_of(said, bit.truster) || said.policy.velocity < 100'000) return true;
  const auto before = std::ranges::count_if(said.bits, [&](const TrustBit& other) {
    return other.truster == bit.truster && other.place < bit.place &&
           said.standing.contains(other.hash);
  });
  return static_cast<std::size_t>(before) < quota_of(said, bit.truster);
}

/// Whether a way is one by the rules, from the bits alone.
bool is_allowed(const Said& said, const std::vector<TrustBit>& way, const Reason& reason,
                const feed::FeedId& issuer) {
  const auto* root = root_of(said, reason.root);
  const auto hops = static_cast<int>(way.size());
  if (!root || hops > said.policy.hops || (hops > 0 && root->depth < hops - 1)) return false;
  auto at = reason.root;
  for (int i = 0; i < hops; ++i) {
    const auto& bit = way[static_cast<std::size_t>(i)];
    const bool is_last = i == hops - 1;
    const bool leads_on = is_last || (bit.kind == Kind::introduce && bit.depth >= hops - 1 - i);
    if (bit.truster != at || at == issuer || !leads_on) return false;
    if (!counts(said, bit) || !is_within_quota(said, bit)) return false;
    at = bit.trustee;
  }
  return at == issuer;
}

/// The bits of a reason, by their hashes out of what was said.
std::vector<TrustBit> way_of(const Said& said, const Graph& graph, const Reason& reason) {
  std::vector<TrustBit> way;
  for (const auto number : reason.bits) {
    const auto found = std::ranges::find(said.bits, graph.edge(number).hash, &TrustBit::hash);
    REQUIRE(found != said.bits.end());
    way.push_back(*found);
  }
  return way;
}

/// What passes through every bit, root and group.
class Passing {
 public:
  void add(const Said& said, const std::vector<TrustBit>& way, const Reason& reason) {
    roots_[reason.root] += reason.amount;
    std::set<std::string> passed;
    for (const auto& bit : way) {
      if ((bits_[bit.hash] += reason.amount) > bit.amount) fits_ = false;
      if (!root_of(said, bit.truster)) passed.insert(said.group_of.at(bit.truster));
    }
    for (const auto& group : passed) {
      if ((groups_[group] += reason.amount) > full_amount) fits_ = false;
    }
    if (roots_[reason.root] > root_of(said, reason.root)->amount) fits_ = false;
  }
  bool fits() const { return fits_; }

 private:
  std::map<Sha256, int> bits_;
  std::map<feed::FeedId, int> roots_;
  std::map<std::string, int> groups_;
  bool fits_ = true;
};

std::string text_of(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

/// All of an answer, in words that do not depend on what number the graph gave to what.
std::string print(const Graph& graph, const Answer& answer) {
  auto text = std::to_string(static_cast<int>(answer.level)) + " " + std::to_string(answer.amount) +
              " of " + std::to_string(answer.bound) + " until " +
              std::to_string(answer.holds_until.ms) + ", " + std::to_string(answer.next_change.ms);
  for (const auto& reason : answer.reasons) {
    text += "\n" + print_feed_id(reason.root) + " " + std::to_string(reason.amount);
    for (const auto bit : reason.bits) text += " " + text_of(graph.edge(bit).hash.value);
  }
  for (const auto& narrow : answer.cut) {
    if (const auto* bit = std::get_if<NarrowBit>(&narrow)) {
      text += "\nbit " + text_of(graph.edge(bit->bit).hash.value);
    } else if (const auto* root = std::get_if<NarrowRoot>(&narrow)) {
      text += "\nroot " + std::to_string(root->root);
    } else {
      text += "\ngroup " + std::to_string(std::get<NarrowGroup>(narrow).group);
    }
  }
  for (const auto& feed : answer.depends_on) text += "\n" + print_feed_id(feed);
  return text;
}

}  // namespace

TEST_CASE("no more is answered than another's algorithm lets flow, by ways that were said") {
  std::size_t answers = 0;
  std::size_t with_amount = 0;
  std::size_t at_the_most = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Said said(seed);
    find_standing(said);
    const auto graph = graph_of(said);
    for (const auto& issuer : said.feeds) {
      const auto found = answer(graph, said.policy, about(issuer));
      REQUIRE(found);
      const auto most = flow_to(said, issuer);
      CHECK(found->amount <= most);
      CHECK(found->bound <= most);
      int sum = 0;
      Passing passing;
      for (const auto& reason : found->reasons) {
        const auto way = way_of(said, graph, reason);
        CHECK(is_allowed(said, way, reason, issuer));
        passing.add(said, way, reason);
        sum += reason.amount;
      }
      CHECK(passing.fits());
      CHECK(sum == found->amount);
      ++answers;
      with_amount += found->amount > 0 ? 1 : 0;
      at_the_most += found->amount > 0 && found->amount == std::min<long>(most, 120) ? 1 : 0;
    }
  }
  MESSAGE("seeds 1 to " << seeds << ": " << answers << " answers, " << with_amount
                        << " with an amount, " << at_the_most
                        << " of them the most that could flow by any way");
  CHECK(with_amount > 1000);
  CHECK(at_the_most < with_amount);  // depths and quotas hold some back, or nothing was shown
}

TEST_CASE("where neither depths, hops nor quotas hold anything back, the bound is that flow") {
  std::size_t flowing = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    Said said(seed);
    said.bits.clear();
    said.ends.clear();
    said.policy.hops = 4;
    said.policy.quota = said.policy.velocity = 100'000;
    for (auto& root : said.policy.roots) root.depth = 3;
    const auto issuer = feed_named("issuer");
    said.feeds.push_back(issuer);
    said.group_of[issuer] = "issuer";
    // The roots, then two rows of others: whatever way leads to the issuer has three hops or fewer.
    const auto roots = said.policy.roots.size();
    const auto row_of = [&](std::size_t i) { return i < roots ? 0 : 1 + (i % 2); };
    for (std::size_t from = 0; from + 1 < said.feeds.size(); ++from) {
      for (std::size_t to = roots; to < said.feeds.size(); ++to) {
        const bool is_on = said.feeds[to] == issuer || row_of(from) < row_of(to);
        if (!is_on || said.some(3) > 0) continue;
        TrustBit bit;
        bit.truster = said.feeds[from];
        bit.trustee = said.feeds[to];
        bit.place.seq = to + 1;
        bit.hash = sha256(bytes_of(std::to_string(from) + " " + std::to_string(to)));
        bit.kind = Kind::introduce;
        bit.depth = 3;
        bit.amount = said.amount();
        bit.scope = tests::skill("making");
        bit.said = bit.from = bit.first_seen = town_time - 10 * day_ms;
        bit.until = town_time + day_ms;
        said.bits.push_back(std::move(bit));
      }
    }
    for (auto& [feed, group] : said.group_of) group = print_feed_id(feed);
    find_standing(said);
    const auto found = answer(graph_of(said), said.policy, about(issuer));
    REQUIRE(found);
    CHECK(found->bound == flow_to(said, issuer));
    CHECK(found->amount <= found->bound);
    flowing += found->amount > 0 ? 1 : 0;
  }
  CHECK(flowing > 50);
}

TEST_CASE("the whole of an answer is the same, in whichever order bits and ends came") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Said said(seed);
    const auto first = graph_of(said);
    shuffle(said.bits, said.chance);
    shuffle(said.ends, said.chance);
    const auto second = graph_of(said);
    for (const auto& issuer : said.feeds) {
      const auto one = answer(first, said.policy, about(issuer));
      const auto other = answer(second, said.policy, about(issuer));
      REQUIRE((one && other));
      CHECK(print(first, *one) == print(second, *other));
    }
  }
}

}  // namespace waarmerk::node::trust
