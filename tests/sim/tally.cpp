#include "tests/sim/tally.hpp"

#include <algorithm>
#include <numeric>

namespace waarmerk::sim {

namespace {

constexpr std::array<std::uint8_t, 6> of_updates{2, 3, 4, 5, 6, 7};

}  // namespace

std::size_t Tally::track(std::size_t author, std::uint64_t place, UnixTime at) {
  updates_.push_back({.at = at, .delays_ms = {0}});
  by_place_[{author, place}] = updates_.size() - 1;
  return updates_.size() - 1;
}

void Tally::arrived(std::size_t author, std::uint64_t place, UnixTime at) {
  const auto found = by_place_.find({author, place});
  if (found == by_place_.end()) return;
  auto& update = updates_[found->second];
  update.delays_ms.push_back(at - update.at);
}

std::size_t Tally::track_fork(std::size_t author, UnixTime at) {
  forks_.push_back({.at = at});
  forks_by_author_[author] = forks_.size() - 1;
  return forks_.size() - 1;
}

void Tally::fork_arrived(std::size_t author, UnixTime at) {
  const auto found = forks_by_author_.find(author);
  if (found == forks_by_author_.end()) return;
  auto& fork = forks_[found->second];
  fork.delays_ms.push_back(at - fork.at);
}

void Tally::sent(ByteView frame) {
  const auto type = type_of(frame);
  if (type >= types) return;
  ++frames_[type];
  bytes_[type] += frame.size();
}

std::uint64_t Tally::bytes_for_updates() const {
  return std::accumulate(of_updates.begin(), of_updates.end(), std::uint64_t{0},
                         [&](std::uint64_t sum, std::uint8_t type) { return sum + bytes_[type]; });
}

std::uint64_t Tally::all_bytes() const {
  return std::accumulate(bytes_.begin(), bytes_.end(), std::uint64_t{0});
}

std::optional<std::int64_t> delay_of(const Tracked& tracked, std::size_t nodes,
                                     std::size_t per_mille) {
  auto delays = tracked.delays_ms;
  std::ranges::sort(delays);
  const auto wanted = (nodes * per_mille + 999) / 1000;
  if (wanted == 0 || delays.size() < wanted) return std::nullopt;
  return delays[wanted - 1];
}

}  // namespace waarmerk::sim
