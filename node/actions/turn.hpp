// Turn: one coroutine at a time, in the order in which they came.
#pragma once

#include <deque>
#include <memory>
#include <utility>
#include <variant>

#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Used on one strand. Who holds the Hold has the turn; its end gives the turn to the next. A Hold
/// may outlive the Turn, and then passes to nobody.
class Turn {
 private:
  struct State {
    bool taken = false;
    std::deque<Done<std::monostate>> waiting = {};
  };

 public:
  class Hold {
   public:
    explicit Hold(std::weak_ptr<State> state) : state_(std::move(state)) {}
    Hold(Hold&&) noexcept = default;
    Hold& operator=(Hold&&) = delete;
    ~Hold();

   private:
    std::weak_ptr<State> state_;
  };

  /// Who still waits when the Turn ends, ends with it.
  Task<Hold> take();

 private:
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace waarmerk::node::actions
