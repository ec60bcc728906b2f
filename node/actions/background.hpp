// Background: the port that runs tasks beside the caller and wakes at a time. node/net implements
// it; a test may step it by hand.
#pragma once

#include <functional>

#include "crypto/base/time.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Everything runs on the node's strand.
class Background {
 public:
  virtual ~Background() = default;
  virtual void spawn(Task<void> task) = 0;
  /// A later call replaces an earlier one that has not come yet.
  virtual void wake_at(UnixTime at, std::function<void()> call) = 0;
};

}  // namespace waarmerk::node::actions
