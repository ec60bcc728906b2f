// Wires: frames, dials and closings take their time, and may find nobody. What lies between cuts a
// link on which nothing is said for a minute.
#include <algorithm>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::int64_t no_answer_ms = 5 * second_ms;  // of a dial
constexpr std::int64_t idle_cut_ms = minute_ms;
constexpr std::size_t configured_peers = 2;  // of the addresses of each node
constexpr std::size_t sybils_per_prefix = 4;

// As the daemon has it, but for links of a few hundred bytes a second.
constexpr std::int64_t waiting_bytes_max = 128 << 10;
constexpr std::int64_t lazy_bytes_max = 32 << 10;

}  // namespace

std::int64_t World::latency(std::size_t a, std::size_t b) const {
  const auto [low, high] = std::minmax(a, b);
  SplitMix64 mix(options_.seed ^ (std::uint64_t{low} << 32 | high));
  const auto spread = static_cast<std::uint64_t>(options_.latency_ms_max - options_.latency_ms_min);
  return options_.latency_ms_min + static_cast<std::int64_t>(mix.draw_below(spread + 1));
}

void World::on(std::size_t node, const mesh::Send& out) {
  if (nodes_[node].role == Role::honest) {
    check_sent(node, out.frame);
    return send(node, out);
  }
  if (const auto frame = as_role(node, out.frame)) send(node, {out.link, *frame, out.priority});
}

void World::send(std::size_t node, const mesh::Send& out) {
  auto& wire = wires_[out.link.value];
  const auto side = side_of(wire, node);
  tally_.sent(*out.frame);
  if (!wire.open[side]) return;
  if (now_ - wire.used_at > idle_cut_ms) wire.dead = {true, true};
  wire.used_at = now_;
  const auto other = side == 0 ? wire.listener : wire.dialler;
  if (wire.dead[side] || is_cut(node, other)) return;
  if (const auto at = through(wire, side, out))
    later(*at, Kind::frame, other, out.link.value, out.frame);
}

// When it arrives. Where the way is narrow, what can be repaired is dropped, and at last the link.
std::optional<UnixTime> World::through(Wire& wire, std::size_t side, const mesh::Send& out) {
  auto& free_at = wire.free_at[side];
  const bool is_wide = wire.bytes_per_second == 0;
  if (!is_wide) {
    const auto size = static_cast<std::int64_t>(out.frame->size());
    const auto waiting =
        std::max<std::int64_t>(0, free_at - now_) * wire.bytes_per_second / second_ms + size;
    if (waiting > lazy_bytes_max && out.priority == mesh::Priority::lazy) return std::nullopt;
    if (waiting > waiting_bytes_max) {
      break_wire(out.link.value);
      return std::nullopt;
    }
    free_at = std::max(free_at, now_) + size * second_ms / wire.bytes_per_second;
  }
  return std::max(free_at, now_) + wire.latency;
}

// Both sides come to know.
void World::break_wire(std::uint32_t number) {
  later(now_, Kind::closed, wires_[number].dialler, number);
  later(now_, Kind::closed, wires_[number].listener, number);
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
  check_dial(node, out.endpoint);
  const auto other = static_cast<std::uint32_t>(std::stoul(out.endpoint.substr(1)));
  if (other >= nodes_.size()) return;
  later(now_ + 3 * latency(node, other), Kind::dial, other, static_cast<std::uint32_t>(node));
}

// The dialler's last word before the link stands has come to the listener.
void World::dial(std::size_t dialler, std::size_t listener) {
  const auto way = latency(dialler, listener);
  const bool silent =
      !nodes_[listener].core || is_cut(dialler, listener) || is_cut(listener, dialler);
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
                    .used_at = now_,
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
  const auto self = outbound ? wire.dialler : wire.listener;
  mesh::LinkUp up{.link = mesh::LinkId{number}, .who = info_of(other, self), .outbound = outbound};
  for (std::size_t i = 0; i < sizeof wire.key; ++i)
    up.key[i] = static_cast<std::uint8_t>(wire.key >> 8 * i);
  return up;
}

// Who somebody is to a node. Those who are many have few addresses, and nobody who trusts them.
mesh::PeerInfo World::info_of(std::size_t other, std::size_t of) const {
  const auto& addresses = nodes_[of].addresses;
  const auto known = std::ranges::find(addresses, static_cast<std::uint32_t>(other));
  const bool is_configured =
      known != addresses.end() && known - addresses.begin() < std::ptrdiff_t{configured_peers};
  const auto sybil = std::ranges::find(sybils_, other);
  const bool is_sybil = sybil != sybils_.end();
  const auto place = static_cast<std::size_t>(sybil - sybils_.begin());
  const auto own_trust = is_sybil ? mesh::Trust::unknown : mesh::Trust::trusted;
  return {.name = notary_.feed(other),
          .endpoint = Notary::endpoint(other),
          .prefix = is_sybil ? nodes_.size() + 1 + place / sybils_per_prefix : other + 1,
          .domain = other + 1,
          .trust = is_configured ? mesh::Trust::configured : own_trust};
}

// The notary knows every feed, and at once what its owner changed.
void World::on(std::size_t i, const mesh::ResolveFeed& out) {
  act_at(0, [this, i, feed = out.feed] { tell(i, mesh::FeedResolved{feed, true}); });
}

void World::on(std::size_t i, const mesh::SetTimer& out) {
  auto& node = nodes_[i];
  node.timer = later(std::max(out.at - node.skew_ms, now_), Kind::timer, i, 0);
}

}  // namespace waarmerk::sim
