// eventually: waits for what another thread will do, and not longer than it takes.
#pragma once

#include <chrono>
#include <thread>

namespace waarmerk::tests {

/// False where `condition` does not come to hold within seconds.
template <class Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 5000 && !condition(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return condition();
}

}  // namespace waarmerk::tests
