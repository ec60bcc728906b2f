// Faults: what goes wrong with nodes, links and whole networks.
#include <algorithm>
#include <cstdlib>

#include "node/feed/limits.hpp"
#include "tests/sim/world.hpp"

namespace waarmerk::sim {

void World::crash(std::size_t i, bool quietly) {
  auto& node = nodes_[i];
  if (!node.core) return;
  for (const auto link : node.links) {
    auto& wire = wires_[link.value];
    const auto side = side_of(wire, i);
    const auto other = side == 0 ? wire.listener : wire.dialler;
    if (!quietly && wire.open[side] && !wire.dead[side] && !is_cut(i, other))
      later(now_ + wire.latency, Kind::closed, other, link.value);
    wire.open[side] = false;
  }
  node.links.clear();
  node.core.reset();
  node.own.reset();
  node.disk->tear(draw(node.disk->unsynced() + 1));
}

void World::die_publishing(std::size_t i) {
  if (write_own(i)) crash(i, true);
}

void World::back_up(std::size_t i) {
  nodes_[i].backup = std::make_unique<Disk>(*nodes_[i].disk);
  if (const auto office = offices_.find(i); office != offices_.end())
    office->second.backup = {office->second.key, office->second.desk->disk};
}

void World::restore(std::size_t i) {
  auto& node = nodes_[i];
  if (node.core || !node.backup) return;
  *node.disk = *node.backup;
  node.forks = node.disk->forks();
  node.recovers = true;
  node.restored = true;
  start(i);
}

void World::split(std::uint64_t percent, bool one_way) {
  one_way_ = one_way;
  for (auto& node : nodes_) node.side = draw(100) < percent ? 1 : 0;
}

void World::heal() {
  one_way_ = false;
  for (auto& node : nodes_) node.side = 0;
}

void World::half_open(std::size_t i) {
  const auto& links = nodes_[i].links;
  if (links.empty()) return;
  auto& wire = wires_[links[draw(links.size())].value];
  wire.dead[draw(2)] = true;
}

void World::cut_link(std::size_t i) {
  const auto& links = nodes_[i].links;
  if (!links.empty()) break_wire(links[draw(links.size())].value);
}

void World::clog(std::size_t i, std::int64_t bytes_per_second, std::int64_t for_ms) {
  const auto& links = nodes_[i].links;
  if (links.empty()) return;
  const auto wire = links[draw(links.size())].value;
  wires_[wire].bytes_per_second = bytes_per_second;
  act_at(for_ms, [this, wire] { wires_[wire].bytes_per_second = 0; });
}

void World::wake_in_other_time(std::size_t i, std::int64_t skew_ms) {
  if (!is_up(i)) return;
  crash(i, false);
  set_skew(i, skew_ms);
  // What it dates hours ahead, nobody takes before that time has come.
  if (skew_ms > feed::clock_skew_ms) excused_.insert(i);
  start(i);
}

void World::fill_disk(std::size_t i, bool full) {
  if (nodes_[i].role != Role::stale) nodes_[i].disk->set_full(full);
}

void World::calm() {
  heal();
  for (auto& wire : wires_) wire.bytes_per_second = 0;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    fill_disk(i, false);
    nodes_[i].disk_ms = 0;
    const bool is_lost = std::abs(nodes_[i].skew_ms) > feed::clock_skew_ms;
    if (is_lost && is_up(i)) wake_in_other_time(i, 0);
    if (is_lost) set_skew(i, 0);
    start(i);
  }
}

}  // namespace waarmerk::sim
