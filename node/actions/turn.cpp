#include "node/actions/turn.hpp"

#include "node/task/await_call.hpp"

namespace waarmerk::node::actions {

Task<Turn::Hold> Turn::take() {
  // Who waits is kept by the State, and so must not keep it: they would never end.
  const std::weak_ptr<State> state = state_;
  if (std::exchange(state_->taken, true)) {
    co_await await_call<std::monostate>(
        [this](Done<std::monostate> done) { state_->waiting.push_back(std::move(done)); });
  }
  co_return Hold(state);
}

Turn::Hold::~Hold() {
  const auto state = state_.lock();
  if (!state) return;
  if (state->waiting.empty()) {
    state->taken = false;
    return;
  }
  auto next = std::move(state->waiting.front());
  state->waiting.pop_front();
  next({});
}

}  // namespace waarmerk::node::actions
