// Figures: how fast and how dear the mesh is, in a calm network and with a third of it gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

struct Delays {
  std::optional<std::int64_t> t50 = {};  ///< ms; nothing where they never had it
  std::optional<std::int64_t> t99 = {};
  std::optional<std::int64_t> t100 = {};
};

struct Figures {
  std::size_t updates = 0;
  Delays middle;  ///< the medians over all updates
  Delays worst;
  double copies = 0;         ///< of an update, per node
  double announcements = 0;  ///< frames of them, per node and update
  double update_bytes = 0;   ///< per node and update
  double other_bytes = 0;    ///< per node and second: comparisons, pings, peers
  Delays fork;               ///< of the proof
  Delays dead;               ///< with `dead_percent` of the nodes gone, unnoticed
  std::uint64_t events = 0;
  std::uint64_t state_hash = 0;
  std::vector<std::string> violations = {};
};

struct Course {
  std::int64_t minutes = 10;  ///< at least 4
  std::int64_t update_every_ms = 10 * second_ms;
  std::uint64_t dead_percent = 30;
};

/// A minute to get acquainted, updates, a fork, and in the last minute the death of many and one
/// more update.
Figures measure(World& world, const Course& course);

std::string print(const Figures& figures);

}  // namespace waarmerk::sim
