#include "node/net/runtime.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <ranges>
#include <thread>
#include <utility>
#include <vector>

namespace waarmerk::node::net {
namespace asio = boost::asio;

UnixTime SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

namespace {

class Loop final : public asio::io_context {
 public:
  using asio::execution_context::shutdown;
  using asio::io_context::io_context;
};

/// A loop that one thread runs, so that nothing in it has to be guarded against another.
struct Lane {
  Loop loop{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{loop.get_executor()};
};

std::vector<std::unique_ptr<Lane>> make_lanes(int count) {
  std::vector<std::unique_ptr<Lane>> lanes;
  for (int i = 0; i < std::max(count, 1); ++i) lanes.push_back(std::make_unique<Lane>());
  return lanes;
}

}  // namespace

struct Runtime::Parts {
  explicit Parts(int threads) : lanes(make_lanes(threads)) {}
  /// What waits in one lane may hold on to another: none may go before all have let go.
  ~Parts() {
    for (const auto& lane : lanes) lane->loop.shutdown();
  }

  void stop_all() {
    for (const auto& lane : lanes) lane->loop.stop();
  }

  void await_signal() {
    signals.async_wait([this](boost::system::error_code error, int number) {
      if (error) return;
      on_signal(number);
      await_signal();
    });
  }

  void on_signal(int number) {
    if (number == SIGHUP) {
      if (reload) reload();
    } else if (stop && !std::exchange(stopping, true)) {
      stop();
    } else {
      stop_all();
    }
  }

  std::vector<std::unique_ptr<Lane>> lanes;
  std::atomic<std::size_t> turn = 0;
  asio::signal_set signals{lanes.front()->loop};
  std::function<void()> stop;
  std::function<void()> reload;
  bool stopping = false;
};

Runtime::Runtime(Options options) : parts_(std::make_unique<Parts>(options.threads)) {
  if (!options.signals) return;
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) parts_->signals.add(number);
  parts_->await_signal();
}

Runtime::~Runtime() = default;

Executor Runtime::executor() const { return parts_->lanes.front()->loop.get_executor(); }

Executor Runtime::next_executor() const {
  const auto place = parts_->turn.fetch_add(1, std::memory_order_relaxed) % parts_->lanes.size();
  return parts_->lanes[place]->loop.get_executor();
}

void Runtime::on_stop(std::function<void()> action) { parts_->stop = std::move(action); }

void Runtime::on_reload(std::function<void()> action) { parts_->reload = std::move(action); }

void Runtime::run() {
  std::vector<std::jthread> others;
  for (const auto& lane : parts_->lanes | std::views::drop(1)) {
    others.emplace_back([&loop = lane->loop] { loop.run(); });
  }
  parts_->lanes.front()->loop.run();
}

void Runtime::stop() { parts_->stop_all(); }

void spawn(const Executor& executor, Task<void> task) {
  asio::co_spawn(executor, std::move(task), asio::detached);
}

}  // namespace waarmerk::node::net
