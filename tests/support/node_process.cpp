#include "tests/support/node_process.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <exception>
#include <fstream>
#include <iterator>
#include <string_view>
#include <thread>

#include "tests/support/failure_watch.hpp"

namespace waarmerk::tests {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds patience{40};  // a slow machine under a sanitizer
constexpr std::size_t requests_shown = 10;
constexpr std::size_t others_shown = 60;

std::string read_log(const Organisation& organisation) {
  std::ifstream file(organisation.log(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A sanitizer that found something in the process wrote so between the lines.
void check_sanitizers(const Organisation& organisation) {
  const auto text = read_log(organisation);
  for (const auto* word : {"Sanitizer", "runtime error:"}) {
    const auto at = text.find(word);
    CHECK_MESSAGE(at == std::string::npos, text.substr(std::min(at, text.size()), 3000));
  }
}

/// The last lines: many of what happened, few of who asked.
void show_log(const Organisation& organisation) {
  std::ifstream file(organisation.log());
  std::deque<std::string> requests;
  std::deque<std::string> others;
  for (std::string line; std::getline(file, line);) {
    const bool is_request = line.contains("\"event\":\"request\"");
    auto& kept = is_request ? requests : others;
    kept.push_back(line);
    if (kept.size() > (is_request ? requests_shown : others_shown)) kept.pop_front();
  }
  std::fprintf(stderr, "--- log of %s\n", organisation.name().c_str());
  for (const auto& line : others) std::fprintf(stderr, "%s\n", line.c_str());
  for (const auto& line : requests) std::fprintf(stderr, "%s\n", line.c_str());
  std::fprintf(stderr, "---\n");
}

}  // namespace

NodeProcess::NodeProcess(const Organisation& organisation, Await await)
    : organisation_(organisation) {
  start(await);
}

NodeProcess::~NodeProcess() {
  if (process_ > 0) kill();
  check_sanitizers(organisation_);
  if (this_test_failed() || std::uncaught_exceptions() > 0) show_log(organisation_);
}

void NodeProcess::spawn() {
  const std::string config = organisation_.config().string();
  const char* const arguments[] = {WAARMERKD, "--config", config.c_str(), nullptr};
  const int log = ::open(organisation_.log().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                         S_IRUSR | S_IWUSR);
  REQUIRE(log >= 0);
  const pid_t parent = ::getpid();
  process_ = ::fork();
  if (process_ == 0) {
    // Only calls that are safe after a fork from a program with threads.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(126);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::execv(WAARMERKD, const_cast<char* const*>(arguments));
    ::_exit(127);
  }
  ::close(log);
  REQUIRE(process_ > 0);
}

void NodeProcess::start(Await await) {
  REQUIRE(process_ == 0);
  started_ = steady_clock::now();
  spawn();
  if (await == Await::ready)
    REQUIRE_MESSAGE(await_ready(), organisation_.name() << " is not ready");
  if (await == Await::listening) REQUIRE(await_status("/healthz", 200));
}

bool NodeProcess::await_ready() {
  const bool ready = await_status("/readyz", 200);
  ready_after_ =
      std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - started_);
  return ready;
}

bool NodeProcess::await_status(const std::string& target, int status) {
  HttpCaller caller(organisation_.port());
  for (const auto until = steady_clock::now() + patience; steady_clock::now() < until;) {
    if (caller.get(target).status == status) return true;
    if (!is_running()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

bool NodeProcess::is_running() {
  if (process_ == 0) return false;
  siginfo_t ended{};
  const bool asked =
      ::waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0;
  return asked && ended.si_pid == 0;
}

int NodeProcess::wait_for_end() {
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void NodeProcess::kill() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);
  wait_for_end();
}

int NodeProcess::stop() {
  REQUIRE(process_ > 0);
  ::kill(process_, SIGTERM);
  const auto until = steady_clock::now() + patience;
  while (is_running() && steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (is_running()) {
    kill();
    FAIL_CHECK(organisation_.name() << " did not stop");
    return -1;
  }
  return wait_for_end();
}

std::uint64_t NodeProcess::resident_kib() const {
  std::ifstream file("/proc/" + std::to_string(process_) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("VmRSS:")) return std::stoull(line.substr(6));
  }
  return 0;
}

std::string NodeProcess::log() const { return read_log(organisation_); }

}  // namespace waarmerk::tests
