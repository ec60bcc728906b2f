// StepBackground: a Background whose tasks run on one io_context, and whose clock the test steps.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
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

  void spawn(node::Task<void> task) override {
    boost::asio::co_spawn(context_, std::move(task), boost::asio::detached);
  }
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
  const auto keep = [&](std::exception_ptr thrown, std::optional<T> value) {
    REQUIRE_FALSE(thrown);
    answer = std::move(value);
  };
  boost::asio::co_spawn(context, optional_of(std::move(task)), keep);
  settle(context);
  REQUIRE(answer.has_value());
  return std::move(*answer);
}

}  // namespace waarmerk::tests
