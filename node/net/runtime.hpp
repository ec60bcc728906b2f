// Runtime: the threads, the signals and the clock that a node runs on.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

#include "crypto/base/clock.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::net {

using Executor = boost::asio::any_io_executor;

/// What the system says the time is.
class SystemClock final : public Clock {
 public:
  UnixTime now() const override;
};

/// Whatever was spawned and did not end goes when the Runtime goes, so it is declared before the
/// parts that it drives and told to stop before they end. No executor may outlive it.
class Runtime {
 public:
  struct Options {
    int threads = 2;
    bool signals = true;  ///< take SIGTERM, SIGINT and SIGHUP
  };
  explicit Runtime(Options options);
  ~Runtime();

  /// Each executor is that of one thread, so nothing runs at the same time as anything else of it.
  /// This one's thread is the one that calls run(), and takes the signals.
  Executor executor() const;
  /// That of each thread in turn, for what is to be spread over all of them.
  Executor next_executor() const;

  /// What the first SIGTERM or SIGINT does; a second one stops at once. Without it, stop().
  void on_stop(std::function<void()> action);
  /// What SIGHUP does.
  void on_reload(std::function<void()> action);

  /// Runs until stop(), on this thread and `threads` - 1 others.
  void run();
  /// Ends run() soon, from any thread. What was not finished is dropped.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Starts `task` on `executor`. An exception that it ends in is dropped: a Task handles its own.
void spawn(const Executor& executor, Task<void> task);

}  // namespace waarmerk::node::net
