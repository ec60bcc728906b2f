// Trouble: a network in which a seed decides what goes wrong, until it stops; then all must agree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

struct Trouble {
  std::int64_t minutes = 20;
  std::int64_t every_ms = 5 * second_ms;  ///< between two things that happen
  std::int64_t calm_ms = 5 * minute_ms;   ///< in which all come to agree
};

/// What of a day happens in one network, for those of a few minutes: less often.
inline constexpr std::int64_t every_ms_of_days = minute_ms;

struct Outcome {
  std::size_t published = 0;
  std::size_t crashes = 0;
  std::size_t restores = 0;
  std::size_t forks = 0;                             ///< and stolen keys
  std::optional<std::int64_t> agreed_after_ms = {};  ///< after trouble ended
  std::optional<std::int64_t> heard_after_ms = {};   ///< by how long the update of the end took
  std::string disagreement = {};
  std::uint64_t events = 0;
  std::uint64_t state_hash = 0;
  std::vector<std::string> violations = {};

  bool is_well() const {
    return disagreement.empty() && violations.empty() && agreed_after_ms && heard_after_ms;
  }
};

/// Each kind of trouble is there or not there, as the seed says. Then nothing is broken any more:
/// within `calm_ms` all agree, and an update reaches everybody.
Outcome play(World& world, std::uint64_t seed, const Trouble& trouble);

}  // namespace waarmerk::sim
