// What it costs to start the program `waarmerk`, check one badge file and end: from nothing, as a
// script does it. The CPU time is that of the program.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/bench/badge.hpp"

namespace waarmerk::bench {
namespace {

struct Run {
  bool good = false;
  double wall_s = 0;
  double cpu_s = 0;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Run run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  posix_spawn_file_actions_addopen(&silent, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t process = 0;
  Run run;
  if (::posix_spawn(&process, arguments[0], &silent, nullptr, arguments.data(), environ) == 0) {
    int status = 0;
    rusage usage{};
    ::wait4(process, &status, 0, &usage);
    run.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    run.cpu_s = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  }
  run.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  posix_spawn_file_actions_destroy(&silent);
  return run;
}

void verify_file(benchmark::State& state) {
  auto path = (std::filesystem::temp_directory_path() / "waarmerk-bench-XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) return state.SkipWithError("there is no place for a file");
  ::close(descriptor);
  std::ofstream(path) << signed_badge();
  double cpu_s = 0;
  for (auto _ : state) {
    const auto one = run({WAARMERK, "badge", "verify", path});
    if (!one.good) state.SkipWithError("the badge is not genuine");
    state.SetIterationTime(one.wall_s);
    cpu_s += one.cpu_s;
  }
  std::filesystem::remove(path);
  state.counters["cpu_ms"] = cpu_s * 1e3 / static_cast<double>(state.iterations());
}

BENCHMARK(verify_file)
    ->Name("program/badge-verify")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace waarmerk::bench
