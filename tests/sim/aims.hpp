// Aims: what the network is meant to reach, beside what was measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

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

/// The network that is measured.
struct Large {
  std::uint64_t seed = 1;
  std::uint64_t nodes = 10'000;
  std::uint64_t minutes = 10;
  std::uint64_t restores = 1'000'000;
};

/// Its figures, which take the longest.
void measure_network(const Large& large, Measured& measured);
/// And all besides.
void measure_rest(const Large& large, Measured& measured);

/// A row of the table.
struct Aim {
  std::string what;
  std::string aim;
  std::string is;
  bool is_reached = false;
  bool is_wall_time = false;
};

std::vector<Aim> aims_of(const Measured& measured);

/// A table for people. What was missed is marked.
std::string print_aims(const Measured& measured);

}  // namespace waarmerk::sim
