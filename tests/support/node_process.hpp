// NodeProcess: a real waarmerkd on an Organisation's folder, dead by the end of its scope.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "tests/support/http_caller.hpp"
#include "tests/support/organisation.hpp"

namespace waarmerk::tests {

/// What the process writes goes to the organisation's log, of which the end is shown where a test
/// fails.
class NodeProcess {
 public:
  enum class Await { ready, listening, nothing };

  explicit NodeProcess(const Organisation& organisation, Await await = Await::ready);
  ~NodeProcess();
  NodeProcess(const NodeProcess&) = delete;
  NodeProcess& operator=(const NodeProcess&) = delete;

  /// Starts it again, once it has ended.
  void start(Await await = Await::ready);
  /// SIGKILL.
  void kill();
  /// SIGTERM, and the exit code; -1 where it ended otherwise.
  int stop();
  bool is_running();

  /// Whether `/readyz` says 200 before long.
  bool await_ready();
  /// From the start of the process until it was ready.
  std::chrono::milliseconds ready_after() const { return ready_after_; }
  /// Resident memory.
  std::uint64_t resident_kib() const;
  std::string log() const;

 private:
  bool await_status(const std::string& target, int status);
  void spawn();
  int wait_for_end();

  const Organisation& organisation_;
  pid_t process_ = 0;
  std::chrono::steady_clock::time_point started_;
  std::chrono::milliseconds ready_after_{0};
};

}  // namespace waarmerk::tests
