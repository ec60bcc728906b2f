#include "node/trust/max_flow.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>

namespace waarmerk::node::trust {
namespace {

constexpr int unlimited = std::numeric_limits<int>::max() / 2;

/// One direction of a pipe; the other stands beside it, at its number with the last bit turned.
struct Pipe {
  std::uint32_t to;
  int room;
};

/// Dinic's algorithm: layers by breadth, then as much as goes along them.
class Network {
 public:
  explicit Network(std::size_t nodes) : pipes_of_(nodes), level_(nodes), next_(nodes) {}

  std::uint32_t add(std::uint32_t from, std::uint32_t to, int room) {
    const auto number = static_cast<std::uint32_t>(pipes_.size());
    pipes_.push_back({to, room});
    pipes_.push_back({from, 0});
    pipes_of_[from].push_back(number);
    pipes_of_[to].push_back(number + 1);
    return number;
  }

  int fill(std::uint32_t source, std::uint32_t sink) {
    int total = 0;
    while (find_levels(source)[sink] >= 0) {
      std::ranges::fill(next_, 0U);
      while (const int amount = push(source, sink, unlimited)) total += amount;
    }
    return total;
  }

  /// Whether more could still come from the source to this node, after fill().
  bool is_reached(std::uint32_t node) const { return level_[node] >= 0; }

 private:
  const std::vector<int>& find_levels(std::uint32_t source) {
    std::ranges::fill(level_, -1);
    level_[source] = 0;
    std::deque<std::uint32_t> waiting{source};
    while (!waiting.empty()) {
      const auto node = waiting.front();
      waiting.pop_front();
      for (const auto number : pipes_of_[node]) {
        const auto& pipe = pipes_[number];
        if (pipe.room == 0 || level_[pipe.to] >= 0) continue;
        level_[pipe.to] = level_[node] + 1;
        waiting.push_back(pipe.to);
      }
    }
    return level_;
  }

  // No deeper than there are layers: two for each hop and each group.
  int push(std::uint32_t node, std::uint32_t sink, int amount) {  // NOLINT(misc-no-recursion)
    if (node == sink) return amount;
    for (auto& i = next_[node]; i < pipes_of_[node].size(); ++i) {
      const auto number = pipes_of_[node][i];
      auto& pipe = pipes_[number];
      if (pipe.room == 0 || level_[pipe.to] != level_[node] + 1) continue;
      const int passed = push(pipe.to, sink, std::min(amount, pipe.room));
      if (passed == 0) continue;
      pipes_[number].room -= passed;
      pipes_[number ^ 1U].room += passed;
      return passed;
    }
    return 0;
  }

  std::vector<Pipe> pipes_;
  std::vector<std::vector<std::uint32_t>> pipes_of_;
  std::vector<int> level_;
  std::vector<std::uint32_t> next_;
};

/// A pipe that may be a part of the cut.
struct Candidate {
  std::uint32_t from;
  std::uint32_t to;
  Narrow what;
};

}  // namespace

// A stop is two nodes: what comes in, and what goes out. Those of one group share the pipe between;
// so the network lets more through than paths may take, and its flow is a bound.
MaxFlow max_flow(const Region& region) {
  if (!region.issuer) return {};
  const auto stops = static_cast<std::uint32_t>(region.stops.size());
  const auto groups = static_cast<std::uint32_t>(region.group_rooms.size());
  const std::uint32_t group_in = 2 * stops;
  const std::uint32_t group_out = group_in + groups;
  const std::uint32_t source = group_out + groups;
  Network network(source + 1);
  std::vector<Candidate> candidates;
  std::vector<bool> is_root(stops, false);
  for (const auto& root : region.roots) {
    is_root[root.stop] = true;
    network.add(source, stops + root.stop, root.amount);
    candidates.push_back({source, stops + root.stop, NarrowRoot{root.stop}});
  }
  for (std::uint32_t group = 0; group < groups; ++group) {
    network.add(group_in + group, group_out + group, region.group_rooms[group]);
    candidates.push_back({group_in + group, group_out + group, NarrowGroup{group}});
  }
  for (Stop stop = 0; stop < stops; ++stop) {
    if (is_root[stop] || stop == *region.issuer) continue;
    network.add(stop, group_in + region.groups[stop], unlimited);
    network.add(group_out + region.groups[stop], stops + stop, unlimited);
  }
  for (const auto& hop : region.hops) {
    network.add(stops + hop.from, hop.to, hop.amount);
    candidates.push_back({stops + hop.from, hop.to, NarrowBit{hop.bit}});
  }
  MaxFlow flow{.amount = network.fill(source, *region.issuer), .cut = {}};
  for (const auto& one : candidates) {
    if (network.is_reached(one.from) && !network.is_reached(one.to)) flow.cut.push_back(one.what);
  }
  return flow;
}

}  // namespace waarmerk::node::trust
