#include "cli/console.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

/// A standard stream that leads elsewhere as long as this lives.
class Redirected {
 public:
  Redirected(int stream, int to) : stream_(stream), before_(dup(stream)) { dup2(to, stream); }
  ~Redirected() {
    dup2(before_, stream_);
    close(before_);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;

 private:
  int stream_;
  int before_;
};

struct Pipe {
  int ends[2];
  Pipe() { REQUIRE(pipe2(ends, O_CLOEXEC) == 0); }
  ~Pipe() {
    close(ends[0]);
    if (ends[1] >= 0) close(ends[1]);
  }
  void give(const std::string& text) {
    REQUIRE(write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    close(ends[1]);
    ends[1] = -1;
  }
};

Result<std::string> read_given(const std::string& text, std::size_t bytes_max) {
  Pipe pipe;
  pipe.give(text);
  const Redirected input(STDIN_FILENO, pipe.ends[0]);
  return system_console()->read_input(bytes_max);
}

}  // namespace

TEST_CASE("the standard input is read to its end, up to a bound") {
  CHECK(read_given("", 10) == "");
  CHECK(read_given("badge\n", 10) == "badge\n");
  const auto long_one = read_given(std::string(11, 'a'), 10);
  REQUIRE_FALSE(long_one);
  CHECK(long_one.error().code == unreadable_file);
}

TEST_CASE("data goes to the output and talk to the error stream") {
  Pipe out, err;
  {
    const Redirected first(STDOUT_FILENO, out.ends[1]);
    const Redirected second(STDERR_FILENO, err.ends[1]);
    const auto console = system_console();
    console->out("data");
    console->err("talk");
    CHECK_FALSE(console->is_out_terminal());
    CHECK_FALSE(console->is_err_terminal());
  }
  char text[16] = {};
  CHECK(read(out.ends[0], text, sizeof text) == 4);
  CHECK(std::string(text, 4) == "data");
  CHECK(read(err.ends[0], text, sizeof text) == 4);
  CHECK(std::string(text, 4) == "talk");
}

}  // namespace waarmerk::cli
