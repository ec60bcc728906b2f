// Turn: one coroutine at a time, in the order in which they came.
#pragma once

#include <deque>
#include <utility>
#include <variant>

#include "node/task/await_call.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Used on one strand. Who holds the Hold has the turn; its end gives the turn to the next.
class Turn {
 public:
  class Hold {
   public:
    explicit Hold(Turn& turn) : turn_(&turn) {}
    Hold(Hold&& other) noexcept : turn_(std::exchange(other.turn_, nullptr)) {}
    Hold& operator=(Hold&&) = delete;
    ~Hold() {
      if (turn_ != nullptr) turn_->pass();
    }

   private:
    Turn* turn_;
  };

  Task<Hold> take();

 private:
  void pass();

  bool taken_ = false;
  std::deque<Done<std::monostate>> waiting_;
};

}  // namespace waarmerk::node::actions
