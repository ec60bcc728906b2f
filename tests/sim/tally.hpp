// Tally: when which node had what, and what it cost.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::sim {

/// An epoch and a seq in one number.
constexpr std::uint64_t place_of(std::uint32_t epoch, std::uint64_t seq) {
  return std::uint64_t{epoch} << 40 | seq;
}

/// Something that all nodes should come to hold.
struct Tracked {
  UnixTime at;
  std::vector<std::int64_t> delays_ms = {};  ///< of each node that has it
};

class Tally {
 public:
  static constexpr std::size_t types = 20;  ///< of frames

  std::size_t track(std::size_t author, std::uint64_t place, UnixTime at);
  void arrived(std::size_t author, std::uint64_t place, UnixTime at);
  std::size_t track_fork(std::size_t author, UnixTime at);
  void fork_arrived(std::size_t author, UnixTime at);

  /// A frame is an array of two, whose first is a type below 24.
  static std::size_t type_of(ByteView frame) { return frame.size() < 2 ? 0 : frame[1]; }
  void sent(ByteView frame);
  std::uint64_t frames(std::uint8_t type) const { return frames_[type]; }
  std::uint64_t bytes(std::uint8_t type) const { return bytes_[type]; }
  /// Of all types but those that updates do not cause: comparisons, pings, peers.
  std::uint64_t bytes_for_updates() const;
  std::uint64_t all_bytes() const;
  void forget_traffic() { frames_ = {}, bytes_ = {}; }

  const std::vector<Tracked>& updates() const { return updates_; }
  const std::vector<Tracked>& forks() const { return forks_; }

 private:
  std::vector<Tracked> updates_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::size_t> by_place_;
  std::vector<Tracked> forks_;
  std::map<std::size_t, std::size_t> forks_by_author_;
  std::array<std::uint64_t, types> frames_{};
  std::array<std::uint64_t, types> bytes_{};
};

/// The delay by which this many in a thousand of `nodes` nodes had it; nothing where they never
/// did.
std::optional<std::int64_t> delay_of(const Tracked& tracked, std::size_t nodes,
                                     std::size_t per_mille);

}  // namespace waarmerk::sim
