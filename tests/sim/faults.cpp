// Faults: what goes wrong with nodes, links and whole networks, and who means no good.
#include <algorithm>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::size_t flood_frames = 1000;

mesh::FrameBytes bytes_of_frame(const gossip::Frame& frame) {
  return std::make_shared<const Bytes>(gossip::encode_frame(frame));
}

}  // namespace

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
  node.disk->tear(draw(node.disk->unsynced() + 1));
}

void World::back_up(std::size_t i) { nodes_[i].backup = std::make_unique<Disk>(*nodes_[i].disk); }

void World::restore(std::size_t i) {
  auto& node = nodes_[i];
  if (node.core || !node.backup) return;
  *node.disk = *node.backup;
  node.forks = node.disk->forks();
  node.may_sign = false;
  node.recovers = true;
  start(i);
}

void World::split(std::uint64_t percent) {
  for (auto& node : nodes_) node.side = draw(100) < percent ? 1 : 0;
}

void World::heal() {
  for (auto& node : nodes_) node.side = 0;
}

void World::half_open(std::size_t i) {
  const auto& links = nodes_[i].links;
  if (links.empty()) return;
  auto& wire = wires_[links[draw(links.size())].value];
  wire.dead[draw(2)] = true;
}

void World::cut_link(std::size_t i) {
  const auto links = nodes_[i].links;
  if (links.empty()) return;
  const auto link = links[draw(links.size())];
  const auto& wire = wires_[link.value];
  later(now_, Kind::closed, wire.dialler, link.value);
  later(now_, Kind::closed, wire.listener, link.value);
}

void World::equivocate(std::size_t i) {
  auto& node = nodes_[i];
  if (!node.core || !node.may_sign || two_tongued_.contains(i)) return;
  two_tongued_.insert(i);
  node.may_sign = false;  // it says no more
  tally_.track_fork(i, now_);
  const auto links = node.links;
  const std::array<feed::Entry, 2> two{notary_.write(i, *node.disk, draft(), now_),
                                       notary_.write(i, *node.disk, draft(), now_)};
  for (std::size_t at = 0; at < links.size(); ++at) {
    const auto& entry = two[at % 2];
    send(i, links[at], bytes_of_frame(gossip::Entries{{{entry.header, entry.payload}}}));
  }
}

void World::date_back(std::size_t i) {
  auto& node = nodes_[i];
  if (!node.core || !node.may_sign || two_tongued_.contains(i)) return;
  two_tongued_.insert(i);
  node.may_sign = false;
  // Of a clock that lies two days back; what is signed honestly never goes back in time.
  auto entry = notary_.write(i, *node.disk, draft(), now_);
  entry.header.ts = epoch_start - 2 * day_ms;
  notary_.sign(i, entry.header);
  for (const auto link : std::vector(node.links))
    send(i, link, bytes_of_frame(gossip::Entries{{{entry.header, entry.payload}}}));
}

void World::flood(std::size_t i) {
  nodes_[i].role = Role::flooder;
  const auto ping = bytes_of_frame(gossip::Ping{});
  for (const auto link : std::vector(nodes_[i].links))
    for (std::size_t count = 0; count < flood_frames; ++count) send(i, link, ping);
}

}  // namespace waarmerk::sim
