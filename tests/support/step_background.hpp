// StepBackground: a Background whose tasks run on one io_context, and whose clock the test steps.
#pragma once

#include <boost/asio/io_context.hpp>

#include <functional>
#include <optional>
#include <utility>

#include "node/actions/background.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::tests {

class StepBackground final : public node::actions::Background {
 public:
  explicit StepBackground(boost::asio::io_context& context) : context_(context) {}

  void spawn(node::Task<void> task) override { begin(context_, std::move(task)); }
  void wake_at(UnixTime at, std::function<void()> call) override {
    at_ = at;
    call_ = std::move(call);
  }
  /// Makes the call that was asked for by `now`.
  void wake(UnixTime now) {
    if (call_ && now >= at_) std::exchange(call_, nullptr)();
  }

 private:
  boost::asio::io_context& context_;
  UnixTime at_;
  std::function<void()> call_;
};

/// Runs until nothing is left to do.
inline void settle(boost::asio::io_context& context) {
  context.restart();
  context.run();
}

/// What the task answers, run on a context that others run on too.
template <class T>
T run_on(boost::asio::io_context& context, node::Task<T> task) {
  std::optional<T> answer;
  begin_watched(context, keep_answer(std::move(task), answer));
  settle(context);
  REQUIRE(answer.has_value());
  return std::move(*answer);
}

}  // namespace waarmerk::tests
