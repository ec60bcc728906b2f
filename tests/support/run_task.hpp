// run_task: a coroutine run to its end on this thread.
#pragma once

#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

#include "node/task/task.hpp"

namespace waarmerk::tests {

/// co_spawn makes an empty answer first, which not every type has.
template <class T>
node::Task<std::optional<T>> optional_of(node::Task<T> task) {
  co_return co_await std::move(task);
}

/// What the task answers. It must end by itself.
template <class T>
T run_task(node::Task<T> task) {
  boost::asio::io_context context;
  std::optional<T> answer;
  const auto keep = [&](std::exception_ptr thrown, std::optional<T> value) {
    REQUIRE_FALSE(thrown);
    answer = std::move(value);
  };
  boost::asio::co_spawn(context, optional_of(std::move(task)), keep);
  context.run();
  REQUIRE(answer.has_value());
  return std::move(*answer);
}

}  // namespace waarmerk::tests
