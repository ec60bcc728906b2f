// Threads: many jobs that have nothing to do with each other, on as many threads as there are
// cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace waarmerk::sim {

/// Calls `job` with 0 to `count` - 1, begun in that order.
template <class Job>
void do_all(std::size_t count, const Job& job) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back([&] {
      for (auto at = next++; at < count; at = next++) job(at);
    });
}

}  // namespace waarmerk::sim
