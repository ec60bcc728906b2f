#include "node/trust/max_flow.hpp"

#include <doctest/doctest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <algorithm>
#include <limits>

#include "tests/support/random_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::RandomTown;
using tests::TrustTown;

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

/// The same by another's algorithm, from a network that is put together anew.
long flow_by_boost(const Region& region) {
  if (!region.issuer) return 0;
  const auto stops = region.stops.size();
  const auto source = 2 * stops + 2 * region.group_rooms.size();
  constexpr long plenty = std::numeric_limits<int>::max();
  Network network(source + 1);
  for (const auto& root : region.roots) connect(network, source, stops + root.stop, root.amount);
  for (std::size_t group = 0; group < region.group_rooms.size(); ++group) {
    connect(network, 2 * stops + group, 2 * stops + region.group_rooms.size() + group,
            region.group_rooms[group]);
  }
  for (std::size_t stop = 0; stop < stops; ++stop) {
    const bool is_root =
        std::ranges::any_of(region.roots, [&](const auto& root) { return root.stop == stop; });
    if (is_root || stop == *region.issuer) continue;
    connect(network, stop, 2 * stops + region.groups[stop], plenty);
    connect(network, 2 * stops + region.group_rooms.size() + region.groups[stop], stops + stop,
            plenty);
  }
  for (const auto& hop : region.hops) connect(network, stops + hop.from, hop.to, hop.amount);
  return boost::push_relabel_max_flow(network, source, *region.issuer);
}

int room_of(const Narrow& narrow, const Graph& graph, const Region& region) {
  if (const auto* bit = std::get_if<NarrowBit>(&narrow)) return graph.edge(bit->bit).amount;
  if (const auto* root = std::get_if<NarrowRoot>(&narrow)) {
    return std::ranges::find(region.roots, root->root, &RootStop::stop)->amount;
  }
  return region.group_rooms[std::get<NarrowGroup>(narrow).group];
}

}  // namespace

TEST_CASE("the bound is what another algorithm finds, and the cut adds up to it") {
  std::size_t flowing = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    RandomTown random(seed);
    random.arrive();
    for (const auto& name : random.names) {
      const auto region =
          find_region(random.town.graph, random.town.policy, random.town.about(name), {});
      const auto flow = max_flow(region);
      CHECK(flow.amount == flow_by_boost(region));
      int cut = 0;
      for (const auto& narrow : flow.cut) cut += room_of(narrow, random.town.graph, region);
      CHECK(cut == flow.amount);
      if (flow.amount > 0) ++flowing;
    }
  }
  CHECK(flowing > 1000);
}

TEST_CASE("two departments of one organisation let no more through than one") {
  TrustTown town;
  town.believe("gemeente", 120);
  town.believe("vob", 120);
  for (const auto* department : {"dept a", "dept b"}) {
    town.say("gemeente", department, 120, 1);
    town.say("vob", department, 120, 1);
    town.say(department, "nieuw", 120);
  }
  CHECK(max_flow(find_region(town.graph, town.policy, town.about("nieuw"), {})).amount == 240);
  town.graph.put_in_group(tests::feed_named("dept a"), "city.example");
  town.graph.put_in_group(tests::feed_named("dept b"), "city.example");
  const auto region = find_region(town.graph, town.policy, town.about("nieuw"), {});
  const auto flow = max_flow(region);
  CHECK(flow.amount == 120);
  REQUIRE(flow.cut.size() == 1);
  CHECK(std::holds_alternative<NarrowGroup>(flow.cut[0]));
}

TEST_CASE("what the asker gives a root is the most that comes from it") {
  TrustTown town;
  town.believe("vob", 60);
  town.say("vob", "nieuw", 120);
  const auto region = find_region(town.graph, town.policy, town.about("nieuw"), {});
  const auto flow = max_flow(region);
  CHECK(flow.amount == 60);
  CHECK(flow.cut == std::vector<Narrow>{NarrowRoot{region.roots[0].stop}});
}

}  // namespace waarmerk::node::trust
