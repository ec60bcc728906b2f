// Trouble: a network in which a seed decides what goes wrong, until it stops; then all must agree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/world.hpp"

namespace waarmerk::sim {

struct Trouble {
  std::int64_t minutes = 20;
  std::int64_t every_ms = 5 * second_ms;  ///< between two things that happen
  std::int64_t calm_ms = 5 * minute_ms;   ///< in which all come to agree
};

struct Outcome {
  std::size_t published = 0;
  std::size_t crashes = 0;
  std::size_t restores = 0;
  std::size_t forks = 0;
  std::string disagreement = {};
  std::uint64_t events = 0;
  std::uint64_t state_hash = 0;
  std::vector<std::string> violations = {};

  bool is_well() const { return disagreement.empty() && violations.empty(); }
};

/// Each kind of trouble is there or not there, as the seed says.
Outcome play(World& world, std::uint64_t seed, const Trouble& trouble);

}  // namespace waarmerk::sim
