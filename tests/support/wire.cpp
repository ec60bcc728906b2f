#include "tests/support/wire.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <queue>
#include <utility>

#include "tests/support/seeded_random.hpp"

namespace waarmerk::tests {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t packet_bytes_max = 2048;
constexpr std::size_t read_in_a_row_max = 64;
constexpr std::size_t under_way_max = 100'000;
constexpr std::size_t header_bytes = 20;
constexpr std::size_t last_byte_of_destination = 19;

struct Packet {
  Moment due;
  std::uint64_t number;
  std::size_t to;
  std::vector<std::uint8_t> bytes;

  friend bool operator>(const Packet& a, const Packet& b) {
    return std::pair(a.due, a.number) > std::pair(b.due, b.number);
  }
};

/// The place of the host that a packet is for, of which the first is host 1.
std::optional<std::size_t> destination(const std::vector<std::uint8_t>& packet, std::size_t hosts) {
  const bool is_ipv4 = packet.size() >= header_bytes && packet[0] >> 4 == 4;
  if (!is_ipv4) return std::nullopt;
  const std::size_t host = packet[last_byte_of_destination];
  return host >= 1 && host <= hosts ? std::optional(host - 1) : std::nullopt;
}

/// How long a packet takes between each two hosts, the same both ways.
std::vector<std::vector<std::chrono::milliseconds>> latencies(std::size_t hosts,
                                                              const WireOptions& options,
                                                              Random& random) {
  std::vector table(hosts, std::vector<std::chrono::milliseconds>(hosts));
  const auto choices = options.latency_ms_max - options.latency_ms_min + 1;
  for (std::size_t a = 0; a < hosts; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const auto ms = options.latency_ms_min + draw_below(random, choices);
      table[a][b] = table[b][a] = std::chrono::milliseconds(ms);
    }
  }
  return table;
}

}  // namespace

Wire::Wire(const std::vector<NetworkNamespace>& hosts, const WireOptions& options) {
  std::vector<int> cards;
  for (const auto& host : hosts) cards.push_back(host.card());
  thread_ = std::jthread([this, cards = std::move(cards), options](std::stop_token stop) {
    carry(cards, options, std::move(stop));
  });
}

Wire::~Wire() = default;

void Wire::carry(const std::vector<int>& cards, WireOptions options, std::stop_token stop) {
  SeededRandom random(options.seed);
  const auto latency = latencies(cards.size(), options, random);
  std::priority_queue<Packet, std::vector<Packet>, std::greater<>> under_way;
  std::uint64_t number = 0;
  std::vector<pollfd> polled;
  for (const int card : cards) polled.push_back({.fd = card, .events = POLLIN, .revents = 0});

  const auto take_from = [&](std::size_t from) {
    std::array<std::uint8_t, packet_bytes_max> room;
    const auto size = ::read(cards[from], room.data(), room.size());
    if (size <= 0) return false;
    std::vector bytes(room.begin(), room.begin() + size);
    const auto to = destination(bytes, cards.size());
    if (!to) return true;
    bytes_ += bytes.size();
    const std::size_t cut = cut_;
    const bool passes = cut == 0 || (from < cut) == (*to < cut);
    if (!passes || draw_below(random, 1000) < options.lost_per_mille ||
        under_way.size() >= under_way_max) {
      ++lost_;
      return true;
    }
    under_way.push({.due = std::chrono::steady_clock::now() + latency[from][*to],
                    .number = number++,
                    .to = *to,
                    .bytes = std::move(bytes)});
    return true;
  };

  while (!stop.stop_requested()) {
    ::poll(polled.data(), polled.size(), 1);
    for (std::size_t i = 0; i < polled.size(); ++i) {
      for (std::size_t n = 0; polled[i].revents != 0 && n < read_in_a_row_max; ++n) {
        if (!take_from(i)) break;
      }
    }
    const auto now = std::chrono::steady_clock::now();
    while (!under_way.empty() && under_way.top().due <= now) {
      const Packet& packet = under_way.top();
      // A card that has no room loses the packet, as cards do.
      if (::write(cards[packet.to], packet.bytes.data(), packet.bytes.size()) < 0) ++lost_;
      under_way.pop();
    }
  }
}

}  // namespace waarmerk::tests
