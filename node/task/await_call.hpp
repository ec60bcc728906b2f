// await_call: waits for a call back that may come from any thread.
#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <utility>

#include "node/task/task.hpp"

namespace waarmerk::node {

/// Calls `start` with a `done` that resumes this task, where it was running, with the value.
/// `start` is called at once. `done` is called once, or is dropped when all ends.
template <class T>
Task<T> await_call(std::move_only_function<void(Done<T>)> start) {
  namespace asio = boost::asio;
  auto initiate = [start = std::move(start)](auto handler) mutable {
    // The guard keeps the executor running while only the other thread knows of the handler.
    auto guard = asio::make_work_guard(asio::get_associated_executor(handler));
    start([handler = std::move(handler), guard = std::move(guard)](T value) mutable {
      asio::post(guard.get_executor(),
                 [handler = std::move(handler), value = std::move(value)]() mutable {
                   std::move(handler)(std::move(value));
                 });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(
      std::move(initiate), asio::use_awaitable);
}

}  // namespace waarmerk::node
