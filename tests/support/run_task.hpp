// run_task: a coroutine run to its end on this thread.
//
// What spawns is in one .cpp, for tasks that answer nothing: it costs a second to compile for each
// kind of answer.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <utility>

#include "node/task/task.hpp"

namespace boost::asio {
class io_context;
}

namespace waarmerk::tests {

/// Begins it, as soon as the context runs. What it throws is dropped.
void begin(boost::asio::io_context& context, node::Task<void> task);
/// Begins it; what it throws fails the test case.
void begin_watched(boost::asio::io_context& context, node::Task<void> task);
/// Runs it to its end. What it throws fails the test case.
void run_to_end(node::Task<void> task);

/// `answer` outlives the task.
template <class T>
node::Task<void> keep_answer(node::Task<T> task, std::optional<T>& answer) {
  answer.emplace(co_await std::move(task));
}

/// What the task answers. It must end by itself.
template <class T>
T run_task(node::Task<T> task) {
  std::optional<T> answer;
  run_to_end(keep_answer(std::move(task), answer));
  REQUIRE(answer.has_value());
  return std::move(*answer);
}

}  // namespace waarmerk::tests
