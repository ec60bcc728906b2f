// beside: a task that goes on beside the caller, on the caller's executor.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

#include <utility>

#include "node/task/task.hpp"

namespace waarmerk::node {

/// Starts it; nobody waits for its end. An exception that it ends in is dropped.
inline Task<void> beside(Task<void> task) {
  boost::asio::co_spawn(co_await boost::asio::this_coro::executor, std::move(task),
                        boost::asio::detached);
}

}  // namespace waarmerk::node
