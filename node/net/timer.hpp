// Timer: waits that can be cut short.
#pragma once

#include <cstdint>
#include <memory>

#include "node/net/runtime.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::net {

/// One wait at a time. To be used, and ended, on `executor` only, which is a strand or the only
/// thread of its loop.
class Timer {
 public:
  explicit Timer(const Executor& executor);
  ~Timer();

  /// Ends with true when `ms` have passed, with false when cut short.
  Task<bool> wait_ms(std::int64_t ms);
  void cut_short();

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

/// Waits on whatever executor the caller runs.
Task<void> sleep_ms(std::int64_t ms);

}  // namespace waarmerk::node::net
