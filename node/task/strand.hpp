// Strand: where tasks run one at a time. The node's state is touched on one strand only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

#include "node/task/task.hpp"

namespace waarmerk::node {

class Strand {
 public:
  /// `executor` runs one thing at a time.
  explicit Strand(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Runs the task there, and comes back to where it was called.
  template <class T>
  Task<T> run(Task<T> task) const {
    auto answer = co_await boost::asio::co_spawn(executor_, optional_of(std::move(task)),
                                                 boost::asio::use_awaitable);
    co_return std::move(*answer);
  }

 private:
  /// co_spawn makes an empty answer first, which not every type has.
  template <class T>
  static Task<std::optional<T>> optional_of(Task<T> task) {
    co_return co_await std::move(task);
  }

  boost::asio::any_io_executor executor_;
};

}  // namespace waarmerk::node
