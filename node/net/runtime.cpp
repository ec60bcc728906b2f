#include "node/net/runtime.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

namespace waarmerk::node::net {
namespace asio = boost::asio;

UnixTime SystemClock::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

struct Runtime::Parts {
  explicit Parts(int thread_count)
      : threads(std::max(thread_count, 1)), loop(threads), work(loop.get_executor()) {}

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
      loop.stop();
    }
  }

  int threads;
  asio::io_context loop;
  asio::executor_work_guard<asio::io_context::executor_type> work;
  asio::signal_set signals{loop};
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

Executor Runtime::executor() const { return parts_->loop.get_executor(); }

Executor Runtime::make_strand() const { return asio::make_strand(executor()); }

void Runtime::on_stop(std::function<void()> action) { parts_->stop = std::move(action); }

void Runtime::on_reload(std::function<void()> action) { parts_->reload = std::move(action); }

void Runtime::run() {
  std::vector<std::jthread> others;
  for (int i = 1; i < parts_->threads; ++i) {
    others.emplace_back([this] { parts_->loop.run(); });
  }
  parts_->loop.run();
}

void Runtime::stop() { parts_->loop.stop(); }

void spawn(const Executor& executor, Task<void> task) {
  asio::co_spawn(executor, std::move(task), asio::detached);
}

}  // namespace waarmerk::node::net
