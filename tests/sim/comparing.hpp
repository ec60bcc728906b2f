// Comparing: what it costs two nodes to find out which heads differ.
#pragma once

#include <cstddef>
#include <cstdint>

namespace waarmerk::sim {

struct Heads {
  std::size_t feeds = 10'000;
  std::size_t newer = 0;  ///< of which one side has a newer head
};

struct Compared {
  std::size_t bytes = 0;   ///< of messages, both ways
  std::size_t rounds = 0;  ///< messages of who asks
  std::size_t found = 0;   ///< newer heads
};

Compared compare_heads(std::uint64_t seed, const Heads& heads);

}  // namespace waarmerk::sim
