// run_task: drives one Task to its end on a loop of its own.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <utility>

#include "node/task/task.hpp"

namespace waarmerk::tests {

template <class T>
T run_task(node::Task<T> task) {
  boost::asio::io_context loop;
  auto outcome = boost::asio::co_spawn(loop, std::move(task), boost::asio::use_future);
  loop.run();
  return outcome.get();
}

}  // namespace waarmerk::tests
