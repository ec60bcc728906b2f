// TestChild: one test case of this program, run in a process of its own that may be killed.
//
// Such a test case is marked doctest::skip(), so that it runs only when a TestChild asks for it.
// It is started anew and not forked: a fork would lack the threads that libraries have started.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace waarmerk::tests {

/// Where the child writes what it has to say.
inline constexpr int report_descriptor = 3;

class TestChild {
 public:
  TestChild(const std::string& test_case, const std::filesystem::path& folder) {
    int pipe_ends[2];
    REQUIRE(pipe2(pipe_ends, O_CLOEXEC) == 0);
    reports_ = pipe_ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    // Duplicating a descriptor onto itself clears its close-on-exec mark.
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], report_descriptor);
    std::string program = "/proc/self/exe";
    std::string name = "-tc=" + test_case;
    std::string even_skipped = "--no-skip";
    char* arguments[] = {program.data(), even_skipped.data(), name.data(), nullptr};
    setenv("WAARMERK_TEST_CHILD_FOLDER", folder.c_str(), 1);
    const int spawned =
        posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    REQUIRE(spawned == 0);
  }
  ~TestChild() {
    if (process_ > 0) kill_and_wait();
    close(reports_);
  }
  TestChild(const TestChild&) = delete;
  TestChild& operator=(const TestChild&) = delete;

  /// The next number that the child reported, or nothing when it has ended. Waits.
  std::optional<std::uint64_t> next_report() {
    std::uint64_t number = 0;
    if (read(reports_, &number, sizeof number) != sizeof number) return std::nullopt;
    return number;
  }

  void kill_and_wait() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  pid_t process_ = 0;
  int reports_ = -1;
};

/// In the child: the folder that its maker named.
inline std::filesystem::path child_folder() {
  const char* folder = std::getenv("WAARMERK_TEST_CHILD_FOLDER");
  return folder != nullptr ? folder : "/nowhere";
}

/// In the child: eight bytes that arrive whole, or end the child when nobody listens any more.
inline void report(std::uint64_t number) {
  if (write(report_descriptor, &number, sizeof number) != sizeof number) std::_Exit(1);
}

}  // namespace waarmerk::tests
