// Adversaries: who means no good, and how.
#include <algorithm>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::size_t flood_frames = 1000;
constexpr std::int64_t siege_ms = 20 * second_ms;  // between two attempts to get in
constexpr std::int64_t reclaim_ms = 2 * minute_ms;
constexpr int reclaim_tries = 10;

// Types of frames (spec/wire/gossip.md 2, mesh.md 1).
constexpr std::uint8_t payloads_type = 5;
constexpr std::uint8_t recon_type = 8;
constexpr std::uint8_t peers_type = 13;
constexpr std::uint8_t ping_type = 14;
constexpr std::uint8_t pong_type = 15;

bool tells(const mesh::FrameBytes& frame) {
  switch (Tally::type_of(*frame)) {
    case 2:   // ihave
    case 4:   // entries
    case 9:   // fork
    case 19:  // heads
      return true;
    case payloads_type: {
      const auto read = gossip::decode_frame(*frame);
      return read && std::holds_alternative<gossip::PayloadAnswer>(*read);
    }
    default: return false;
  }
}

mesh::FrameBytes frame_of(const gossip::Frame& frame) {
  return std::make_shared<const Bytes>(gossip::encode_frame(frame));
}

}  // namespace

void World::set_role(std::size_t node, Role role) {
  fill_disk(node, role == Role::stale);
  nodes_[node].role = role;
  if (role == Role::sybil && std::ranges::find(sybils_, node) == sybils_.end())
    sybils_.push_back(node);
}

// What leaves a node that does not mean well.
std::optional<mesh::FrameBytes> World::as_role(std::size_t node, const mesh::FrameBytes& frame) {
  const auto type = Tally::type_of(*frame);
  switch (nodes_[node].role) {
    case Role::loris:
      return type == ping_type || type == pong_type ? std::optional(frame) : std::nullopt;
    case Role::suppressor: return tells(frame) ? std::nullopt : std::optional(frame);
    case Role::sybil:
      if (tells(frame)) return std::nullopt;
      return type == peers_type ? peers_of_sybils() : frame;
    case Role::liar: return type == recon_type ? with_lies(frame) : frame;
    case Role::honest:
    case Role::flooder:
    case Role::stale: break;
  }
  return frame;
}

mesh::FrameBytes World::peers_of_sybils() const {
  gossip::Peers peers;
  for (std::size_t i = 0; i < std::min(sybils_.size(), gossip::peer_records_max); ++i)
    peers.records.push_back(notary_.record(sybils_[i], now_));
  return frame_of(peers);
}

// The last bytes of a message are those of a fingerprint or of an id.
mesh::FrameBytes World::with_lies(const mesh::FrameBytes& frame) {
  auto read = gossip::decode_frame(*frame);
  auto* recon = read ? std::get_if<gossip::Recon>(&*read) : nullptr;
  if (recon == nullptr || recon->message.size() < 20) return frame;
  for (std::size_t i = 1; i <= 8; ++i)
    recon->message[recon->message.size() - i] = static_cast<std::uint8_t>(chance_.draw());
  return frame_of(*recon);
}

void World::say(std::size_t node, mesh::LinkId link, const gossip::Frame& frame) {
  send(node, {link, frame_of(frame)});
}

void World::say_all(std::size_t node, const gossip::Frame& frame) {
  for (const auto link : std::vector(nodes_[node].links)) say(node, link, frame);
}

void World::equivocate(std::size_t i) {
  auto& node = nodes_[i];
  if (!may_sign(i) || contested_.contains(i)) return;
  contested_.insert(i);
  node.mute = true;
  tally_.track_fork(i, now_);
  const auto links = node.links;
  const std::array<feed::Entry, 2> two{notary_.write(i, *node.disk, draft(), now_),
                                       notary_.write(i, *node.disk, draft(), now_)};
  for (std::size_t at = 0; at < links.size(); ++at) {
    const auto& entry = two[at % 2];
    say(i, links[at], gossip::Entries{{{entry.header, entry.payload}}});
  }
}

void World::date_back(std::size_t i) {
  auto& node = nodes_[i];
  if (!may_sign(i) || contested_.contains(i)) return;
  contested_.insert(i);
  node.mute = true;
  // Of a clock that lies two days back; what is signed honestly never goes back in time.
  auto entry = notary_.write(i, *node.disk, draft(), now_);
  entry.header.ts = epoch_start - 2 * day_ms;
  notary_.sign(i, entry.header);
  say_all(i, gossip::Entries{{{entry.header, entry.payload}}});
}

void World::flood(std::size_t i) {
  nodes_[i].role = Role::flooder;
  for (std::size_t count = 0; count < flood_frames; ++count) say_all(i, gossip::Ping{});
}

void World::forge_address(std::size_t i) {
  auto record = notary_.record(i, now_);
  record.endpoint = "x" + std::to_string(i);  // and the signature is of another
  say_all(i, gossip::Peers{{record}});
  nodes_[i].role = Role::flooder;
}

void World::hold_links(std::size_t i) {
  for (std::size_t other = 0; other < nodes_.size(); ++other)
    if (other != i && !nodes_[other].hidden)
      later(now_ + 3 * latency(i, other), Kind::dial, other, static_cast<std::uint32_t>(i));
}

void World::besiege(std::size_t victim, const std::vector<std::size_t>& sybils, int times) {
  for (const auto sybil : sybils) {
    if (sybil == victim) continue;
    set_role(sybil, Role::sybil);
    const bool stands = std::ranges::any_of(nodes_[victim].links, [&](mesh::LinkId link) {
      const auto& wire = wires_[link.value];
      return wire.dialler == sybil || wire.listener == sybil;
    });
    if (!stands && is_up(sybil))
      later(now_ + 3 * latency(sybil, victim), Kind::dial, victim,
            static_cast<std::uint32_t>(sybil));
  }
  if (times > 1)
    act_at(siege_ms, [this, victim, sybils, times] { besiege(victim, sybils, times - 1); });
}

void World::capture(std::size_t i) {
  const auto thief = draw(nodes_.size());
  if (thief == i || !is_up(thief) || !may_sign(i) || contested_.contains(i)) return;
  contested_.insert(i);
  const auto entry = notary_.write(i, *nodes_[thief].disk, draft(), now_);
  say_all(thief, gossip::Entries{{{entry.header, entry.payload}}});
  act_at(reclaim_ms, [this, i] { reclaim(i, reclaim_tries); });
}

// The owner's DID names another key, and the feed goes on in the next epoch (feed.md 9).
void World::reclaim(std::size_t i, int tries) {
  auto& node = nodes_[i];
  const auto again = [&] {
    if (tries > 1) act_at(minute_ms, [this, i, tries] { reclaim(i, tries - 1); });
  };
  if (!node.core || node.mute) return again();
  const auto head = *node.disk->head(notary_.feed(i));
  const auto fork = node.disk->fork_in(notary_.feed(i), head.epoch);
  feed::EpochStart start{
      .branch = feed::entry_hash(head), .fork = {}, .did_version = "2-QmVersion"};
  if (fork) start.fork = feed::fork_proof_hash(*fork);
  const auto entry = node.own->prepare_epoch(start, now_ + node.skew_ms, notary_.signer_of(i));
  if (!entry) return again();
  notary_.retire(i, head.epoch, now_);
  if (!node.disk->keep_own(*entry)) {
    node.own->uncertain();
    recover(i);
    return again();
  }
  node.own->saved();
  tell(i, mesh::Published{entry->header});
}

void World::chatter(std::size_t i, std::size_t entries) {
  excused_.insert(i);
  for (std::size_t count = 0; count < entries; ++count) publish(i);
}

}  // namespace waarmerk::sim
