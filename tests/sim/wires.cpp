// Wires: frames, dials and closings take their time, and may find nobody.
#include <algorithm>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::int64_t no_answer_ms = 5 * second_ms;  // of a dial

}  // namespace

std::int64_t World::latency(std::size_t a, std::size_t b) const {
  const auto [low, high] = std::minmax(a, b);
  SplitMix64 mix(options_.seed ^ (std::uint64_t{low} << 32 | high));
  const auto spread = static_cast<std::uint64_t>(options_.latency_ms_max - options_.latency_ms_min);
  return options_.latency_ms_min + static_cast<std::int64_t>(mix.draw_below(spread + 1));
}

void World::on(std::size_t node, const mesh::Send& out) {
  if (nodes_[node].role == Role::honest) return send(node, out.link, out.frame);
  if (const auto frame = as_role(node, out.frame)) send(node, out.link, *frame);
}

void World::send(std::size_t node, mesh::LinkId link, const mesh::FrameBytes& frame) {
  const auto& wire = wires_[link.value];
  const auto side = side_of(wire, node);
  tally_.sent(*frame);
  const auto other = side == 0 ? wire.listener : wire.dialler;
  if (!wire.open[side] || wire.dead[side] || is_cut(node, other)) return;
  later(now_ + wire.latency, Kind::frame, other, link.value, frame);
}

void World::deliver(const Event& event) {
  const auto& wire = wires_[event.what];
  if (!wire.open[side_of(wire, event.node)]) return;
  tell(event.node, mesh::Received{mesh::LinkId{event.what}, *event.frame});
}

void World::on(std::size_t node, const mesh::Close& out) {
  auto& wire = wires_[out.link.value];
  const auto side = side_of(wire, node);
  if (!std::exchange(wire.open[side], false)) return;
  std::erase(nodes_[node].links, out.link);
  const auto other = side == 0 ? wire.listener : wire.dialler;
  if (!wire.dead[side] && !is_cut(node, other))
    later(now_ + wire.latency, Kind::closed, other, out.link.value);
}

// The other side closed it.
void World::close(std::size_t node, mesh::LinkId link) {
  auto& wire = wires_[link.value];
  if (!std::exchange(wire.open[side_of(wire, node)], false)) return;
  std::erase(nodes_[node].links, link);
  tell(node, mesh::LinkDown{link});
}

void World::on(std::size_t node, const mesh::Dial& out) {
  const auto other = static_cast<std::uint32_t>(std::stoul(out.endpoint.substr(1)));
  later(now_ + 3 * latency(node, other), Kind::dial, other, static_cast<std::uint32_t>(node));
}

// The dialler's last word before the link stands has come to the listener.
void World::dial(std::size_t dialler, std::size_t listener) {
  const auto way = latency(dialler, listener);
  const bool silent = !nodes_[listener].core || is_cut(dialler, listener);
  if (silent || nodes_[listener].hidden) {
    later(now_ + (silent ? no_answer_ms : way), Kind::failed, dialler,
          static_cast<std::uint32_t>(listener));
    return;
  }
  if (!nodes_[dialler].core) return;
  const auto wire = static_cast<std::uint32_t>(wires_.size());
  wires_.push_back({.dialler = static_cast<std::uint32_t>(dialler),
                    .listener = static_cast<std::uint32_t>(listener),
                    .latency = way,
                    .open = {true, true},
                    .key = chance_.draw()});
  nodes_[dialler].links.emplace_back(wire);
  nodes_[listener].links.emplace_back(wire);
  later(now_ + way, Kind::dialled, dialler, wire);
  tell(listener, link_up(wire, false));
}

void World::dialled(const Event& event) {
  if (wires_[event.what].open[0]) tell(event.node, link_up(event.what, true));
}

mesh::LinkUp World::link_up(std::uint32_t number, bool outbound) const {
  const auto& wire = wires_[number];
  const auto other = outbound ? wire.listener : wire.dialler;
  mesh::LinkUp up{.link = mesh::LinkId{number},
                  .who = {.name = notary_.feed(other),
                          .endpoint = Notary::endpoint(other),
                          .prefix = other + 1,
                          .domain = other + 1,
                          .trust = mesh::Trust::trusted},
                  .outbound = outbound};
  for (std::size_t i = 0; i < sizeof wire.key; ++i)
    up.key[i] = static_cast<std::uint8_t>(wire.key >> 8 * i);
  return up;
}

void World::on(std::size_t node, const mesh::SetTimer& out) {
  auto& timer = nodes_[node].timer_at;
  timer = std::max(out.at - nodes_[node].skew_ms, now_);
  later(timer, Kind::timer, node, 0);
}

// What leaves a node that does not mean well.
std::optional<mesh::FrameBytes> World::as_role(std::size_t node, const mesh::FrameBytes& frame) {
  auto read = gossip::decode_frame(*frame);
  if (!read) return frame;
  if (nodes_[node].role == Role::suppressor) {
    const bool tells = std::holds_alternative<gossip::Entries>(*read) ||
                       std::holds_alternative<gossip::Ihave>(*read) ||
                       std::holds_alternative<gossip::Fork>(*read) ||
                       std::holds_alternative<gossip::Heads>(*read);
    return tells ? std::nullopt : std::optional(frame);
  }
  auto* recon = std::get_if<gossip::Recon>(&*read);
  if (nodes_[node].role != Role::liar || recon == nullptr || recon->message.size() < 20)
    return frame;
  // The last bytes of a message are those of a fingerprint or of an id.
  for (std::size_t i = 1; i <= 8; ++i)
    recon->message[recon->message.size() - i] = static_cast<std::uint8_t>(chance_.draw());
  return std::make_shared<const Bytes>(gossip::encode_frame(*recon));
}

}  // namespace waarmerk::sim
