#include "node/net/timer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace waarmerk::node::net {
namespace asio = boost::asio;

struct Timer::Parts {
  asio::steady_timer timer;
};

Timer::Timer(const Executor& executor)
    : parts_(std::make_shared<Parts>(Parts{asio::steady_timer(executor)})) {}

Timer::~Timer() { cut_short(); }

Task<bool> Timer::wait_ms(std::int64_t ms) {
  const auto parts = parts_;  // outlives the Timer, which may end while this waits
  parts->timer.expires_after(std::chrono::milliseconds(ms));
  const auto [error] = co_await parts->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return !error;
}

void Timer::cut_short() { parts_->timer.cancel(); }

Task<void> sleep_ms(std::int64_t ms) {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(ms));
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

}  // namespace waarmerk::node::net
