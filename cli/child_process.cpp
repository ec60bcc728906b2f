#include "cli/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace waarmerk::cli {
namespace {

constexpr std::size_t stream_bytes_max = 4 << 20;
constexpr int exec_failed = 127;

/// What the child needs after the fork, made before it: from there to exec nothing may allocate.
struct Launch {
  const char* program;
  const char* folder;
  char* const* words;
  char* const* environment;
  int in;
  int out;
  int err;
  int report;  ///< takes errno where exec fails, and closes where it does not
  pid_t parent;
  Bond bond;
};

[[noreturn]] void give_up(const Launch& launch) {
  const int number = errno;
  [[maybe_unused]] const auto told = write(launch.report, &number, sizeof number);
  _exit(exec_failed);
}

[[noreturn]] void become(const Launch& launch) {
  if (launch.bond == Bond::may_outlive_us) setsid();
  if (launch.bond == Bond::dies_with_us) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != launch.parent) _exit(exec_failed);  // we went before it could be told
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  const bool wired =
      dup2(launch.in, 0) == 0 && dup2(launch.out, 1) == 1 && dup2(launch.err, 2) == 2;
  if (!wired || (*launch.folder != '\0' && chdir(launch.folder) != 0)) give_up(launch);
  execve(launch.program, launch.words, launch.environment);
  give_up(launch);
}

/// A descriptor that is closed again unless it is handed on.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }
  void reset() {
    if (number_ >= 0) close(release());
  }

 private:
  int number_;
};

int open_stream(const std::filesystem::path& log, const char* name) {
  if (log.empty()) return memfd_create(name, MFD_CLOEXEC);
  return open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/// As exec wants them, with a null at the end.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::string text_of_stream(int descriptor) {
  std::string text;
  std::array<char, 16 * 1024> part;
  while (text.size() < stream_bytes_max) {
    const auto count = pread(descriptor, part.data(), part.size(), static_cast<off_t>(text.size()));
    if (count <= 0) break;
    text.append(part.data(), static_cast<std::size_t>(count));
  }
  return text;
}

std::unexpected<Error> cannot_start(const ChildPlan& plan, int number) {
  const auto code = number == ENOENT || number == EACCES ? no_program : child_failed;
  return fail(code, "The program " + plan.program.string() +
                        " cannot be started: " + std::generic_category().message(number) + ".");
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const ChildPlan& plan) {
  Descriptor in(open("/dev/null", O_RDONLY | O_CLOEXEC));
  Descriptor out(open_stream(plan.log, "out"));
  Descriptor err(open_stream(plan.log, "err"));
  int ends[2] = {-1, -1};
  const bool piped = pipe2(ends, O_CLOEXEC) == 0;
  Descriptor report(ends[0]);
  Descriptor reporter(ends[1]);
  if (!piped || in.number() < 0 || out.number() < 0 || err.number() < 0) {
    return cannot_start(plan, errno);
  }
  const auto name = plan.program.string();
  auto words = plan.words;
  words.insert(words.begin(), name);
  auto environment = plan.environment;
  const auto word_pointers = pointers_to(words);
  const auto environment_pointers = pointers_to(environment);
  const auto folder = plan.folder.string();
  const Launch launch{.program = name.c_str(),
                      .folder = folder.c_str(),
                      .words = word_pointers.data(),
                      .environment = environment_pointers.data(),
                      .in = in.number(),
                      .out = out.number(),
                      .err = err.number(),
                      .report = reporter.number(),
                      .parent = getpid(),
                      .bond = plan.bond};
  ChildProcess child;
  child.pid_ = fork();
  if (child.pid_ == 0) become(launch);
  if (child.pid_ < 0) {
    child.pid_ = 0;
    return cannot_start(plan, errno);
  }
  reporter.reset();
  int number = 0;
  if (read(report.number(), &number, sizeof number) == sizeof number) {
    return cannot_start(plan, number);
  }
  if (plan.log.empty()) {
    child.out_ = out.release();
    child.err_ = err.release();
  }
  return child;
}

ChildProcess::~ChildProcess() {
  kill_now();
  close_streams();
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)),
      exit_code_(other.exit_code_),
      out_(std::exchange(other.out_, -1)),
      err_(std::exchange(other.err_, -1)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this == &other) return *this;
  kill_now();
  close_streams();
  pid_ = std::exchange(other.pid_, 0);
  exit_code_ = other.exit_code_;
  out_ = std::exchange(other.out_, -1);
  err_ = std::exchange(other.err_, -1);
  return *this;
}

bool ChildProcess::is_running() {
  if (pid_ == 0) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) == pid_) take_end(status);
  return pid_ != 0;
}

std::string ChildProcess::out() const { return text_of_stream(out_); }
std::string ChildProcess::err() const { return text_of_stream(err_); }

void ChildProcess::ask_to_end() {
  if (pid_ != 0) kill(pid_, SIGTERM);
}

void ChildProcess::kill_now() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  take_end(status);
}

void ChildProcess::let_go() { pid_ = 0; }

void ChildProcess::take_end(int status) {
  pid_ = 0;
  exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void ChildProcess::close_streams() {
  for (int* stream : {&out_, &err_}) {
    if (*stream >= 0) close(std::exchange(*stream, -1));
  }
}

}  // namespace waarmerk::cli
