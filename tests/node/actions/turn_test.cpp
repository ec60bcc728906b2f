#include "node/actions/turn.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "node/task/await_call.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

namespace asio = boost::asio;

/// Takes the turn, notes it, and keeps it until `release` is called.
Task<void> hold(Turn& turn, std::vector<int>& order, int name, Done<std::monostate>& release) {
  const auto held = co_await turn.take();
  order.push_back(name);
  co_await await_call<std::monostate>(
      [&release](Done<std::monostate> done) { release = std::move(done); });
}

Task<void> wait_with(Turn& turn, std::shared_ptr<int> kept) {
  const auto held = co_await turn.take();
  *kept = 0;
}

}  // namespace

TEST_CASE("the turn goes round in the order in which it was asked for") {
  asio::io_context context;
  Turn turn;
  std::vector<int> order;
  std::vector<Done<std::monostate>> release(3);
  for (int name = 0; name < 3; ++name) {
    tests::begin(context, hold(turn, order, name, release[static_cast<std::size_t>(name)]));
  }
  context.poll();
  CHECK(order == std::vector<int>{0});
  release[0]({});
  context.poll();
  CHECK(order == std::vector<int>{0, 1});
  release[1]({});
  context.poll();
  release[2]({});
  context.poll();
  CHECK(order == std::vector<int>{0, 1, 2});
}

TEST_CASE("who holds a turn that is gone passes it to nobody") {
  std::vector<int> order;
  Done<std::monostate> release;
  asio::io_context context;
  {
    Turn turn;
    tests::begin(context, hold(turn, order, 1, release));
    tests::begin(context, hold(turn, order, 2, release));
    context.poll();
  }
  CHECK(order == std::vector<int>{1});
  release = nullptr;
}

TEST_CASE("who waits for a turn that is gone ends with it") {
  asio::io_context context;
  Done<std::monostate> release;
  auto kept = std::make_shared<int>(7);
  const std::weak_ptr<int> still = kept;
  {
    Turn turn;
    std::vector<int> order;
    tests::begin(context, hold(turn, order, 1, release));
    tests::begin(context, wait_with(turn, std::move(kept)));
    context.poll();
    CHECK_FALSE(still.expired());
  }
  context.poll();  // a task is taken down where it ran
  CHECK(still.expired());
}

}  // namespace waarmerk::node::actions
