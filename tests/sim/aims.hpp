// Aims: what the network is meant to reach, beside what was measured.
#pragma once

#include <cstddef>
#include <string>

#include "tests/sim/comparing.hpp"
#include "tests/sim/figures.hpp"
#include "tests/sim/restores.hpp"

namespace waarmerk::sim {

struct Measured {
  Figures figures;
  double wall_seconds = 0;  ///< of those
  Compared equal;
  Compared ten;
  std::size_t restores = 0;
  Restored restored;
};

/// A table for people. What was missed is marked.
std::string print_aims(const Measured& measured);

}  // namespace waarmerk::sim
