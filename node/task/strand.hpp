// Strand: where tasks run one at a time. The node's state is touched on one strand only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

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
    co_return co_await boost::asio::co_spawn(executor_, std::move(task),
                                             boost::asio::use_awaitable);
  }

 private:
  boost::asio::any_io_executor executor_;
};

}  // namespace waarmerk::node
