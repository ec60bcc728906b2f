#include "node/actions/turn.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waarmerk::node::actions {
namespace asio = boost::asio;

Task<Turn::Hold> Turn::take() {
  if (!std::exchange(taken_, true)) co_return Hold(*this);
  auto wait = [this](auto handler) {
    const auto executor = asio::get_associated_executor(handler);
    waiting_.emplace_back([executor, handler = std::move(handler)]() mutable {
      asio::post(executor, std::move(handler));
    });
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(std::move(wait),
                                                                       asio::use_awaitable);
  co_return Hold(*this);
}

void Turn::pass() {
  if (waiting_.empty()) {
    taken_ = false;
    return;
  }
  auto next = std::move(waiting_.front());
  waiting_.pop_front();
  next();
}

}  // namespace waarmerk::node::actions
