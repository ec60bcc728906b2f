// ChildProcess: another program, started, watched and never left behind.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode no_program{"cli.no_program", ErrorKind::missing};
inline constexpr ErrorCode child_failed{"cli.child_failed", ErrorKind::internal};

/// Whether the child goes when we do, however we go, or can be let go.
enum class Bond { dies_with_us, may_outlive_us };

struct ChildPlan {
  std::filesystem::path program;
  std::vector<std::string> words = {};        ///< after the program's name
  std::filesystem::path folder = {};          ///< where it runs; empty for ours
  std::filesystem::path log = {};             ///< where both its streams go on; empty to keep them
  std::vector<std::string> environment = {};  ///< `NAME=value`, all of it
  Bond bond = Bond::dies_with_us;
};

class ChildProcess {
 public:
  /// Runs in a process group of its own, so that Ctrl-C reaches us alone and we decide; its
  /// standard input is empty. Fails with cli.no_program or cli.child_failed.
  static Result<ChildProcess> start(const ChildPlan& plan);
  /// Kills the child that is still running and was not let go.
  ~ChildProcess();
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;

  pid_t pid() const { return pid_; }
  bool is_running();
  /// What it ended with, once it has: 128 and the signal where a signal ended it.
  std::optional<int> exit_code() const { return exit_code_; }
  /// What it wrote, where the plan names no log.
  std::string out() const;
  std::string err() const;

  /// SIGTERM; does not wait.
  void ask_to_end();
  /// SIGKILL, and waits for the end.
  void kill_now();
  /// From now on it lives without us.
  void let_go();

 private:
  ChildProcess() = default;
  void take_end(int status);
  void close_streams();

  pid_t pid_ = 0;  // 0 where there is nothing to care for
  std::optional<int> exit_code_;
  int out_ = -1;
  int err_ = -1;
};

}  // namespace waarmerk::cli
