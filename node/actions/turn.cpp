#include "node/actions/turn.hpp"

namespace waarmerk::node::actions {

Task<Turn::Hold> Turn::take() {
  if (!std::exchange(taken_, true)) co_return Hold(*this);
  co_await await_call<std::monostate>(
      [this](Done<std::monostate> done) { waiting_.push_back(std::move(done)); });
  co_return Hold(*this);
}

void Turn::pass() {
  if (waiting_.empty()) {
    taken_ = false;
    return;
  }
  auto next = std::move(waiting_.front());
  waiting_.pop_front();
  next({});
}

}  // namespace waarmerk::node::actions
