// Restores: how often a node that was put back from a backup forks itself, asking as
// feed::HeadRecovery does.
#pragma once

#include <cstddef>
#include <cstdint>

namespace waarmerk::sim {

struct Restores {
  std::size_t peers = 8;
  std::uint64_t silent_percent = 30;   ///< peers that do not answer
  std::uint64_t late_in_thousand = 5;  ///< peers that have not heard of the last entries
};

struct Restored {
  std::size_t safe = 0;     ///< it signed, and nobody held another entry for that place
  std::size_t waiting = 0;  ///< too few answered, it signs nothing yet
  std::size_t forked = 0;   ///< it signed what it had signed before
};

Restored restore_often(std::uint64_t seed, std::size_t times, const Restores& restores);

}  // namespace waarmerk::sim
