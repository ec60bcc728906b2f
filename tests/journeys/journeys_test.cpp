// Journeys: the transcripts of this folder, played with the programs that were built.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/journeys/transcript.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::tests {
namespace {

namespace fs = std::filesystem;

UnixTime system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(since).count() * second_ms};
}

/// A port that nobody listens on now.
int free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(bind(listener, any, size) == 0);
  REQUIRE(getsockname(listener, any, &size) == 0);
  close(listener);
  return ntohs(address.sin_port);
}

/// A folder with badges, in which the steps of one transcript are typed.
class Stage {
 public:
  Stage() : files_(folder_.path(), system_now()) {}
  /// What was left running, such as a node, ends here.
  ~Stage() {
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.path().extension() != ".pid") continue;
      pid_t process = 0;
      std::ifstream(entry.path()) >> process;
      if (process > 1) kill(process, SIGKILL);
    }
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  struct Played {
    std::string printed;
    int exit = 0;
  };
  Played play(std::string command) const {
    std::ofstream(folder_ / "step.sh") << with_port(std::move(command)) << "\n";
    const auto line = "cd " + folder_.path().string() +
                      " && env -i HOME=" + folder_.path().string() +
                      " PATH=" WAARMERK_BIN ":/usr/bin:/bin timeout 120 sh step.sh </dev/null 2>&1";
    FILE* shell = popen(line.c_str(), "r");
    REQUIRE(shell != nullptr);
    Played played;
    std::array<char, 4096> part;
    for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), shell)) > 0;) {
      played.printed.append(part.data(), count);
    }
    const int status = pclose(shell);
    played.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return played;
  }

  std::string with_port(std::string text) const {
    for (auto at = text.find("{port}"); at != std::string::npos; at = text.find("{port}")) {
      text.replace(at, 6, std::to_string(port_));
    }
    return text;
  }

 private:
  TemporaryFolder folder_;
  BadgeFiles files_;
  int port_ = free_port();
};

void play_transcript(const fs::path& path) {
  const Stage stage;
  for (const auto& step : read_transcript(read_file(path))) {
    const auto played = stage.play(step.command);
    auto expected = step.expected;
    for (auto& line : expected) line = stage.with_port(line);
    const auto where = path.filename().string() + ":" + std::to_string(step.line) + ": " +
                       step.command + "\nprinted:\n" + played.printed;
    CHECK_MESSAGE(played.exit == step.exit, where);
    CHECK_MESSAGE(matches(expected, split_lines(played.printed)), where);
  }
}

}  // namespace

TEST_CASE("an ellipsis stands for any text in its line, and alone for any lines") {
  CHECK(matches({"a…c"}, {"abbbc"}));
  CHECK(matches({"…"}, {}));
  CHECK(matches({"…", "b"}, {"a", "a", "b"}));
  CHECK(matches({"a", "…"}, {"a"}));
  CHECK(matches({"…x…y"}, {"1x2x3y"}));
  CHECK_FALSE(matches({"a…c"}, {"abbb"}));
  CHECK_FALSE(matches({"…", "b"}, {"a"}));
  CHECK_FALSE(matches({"a"}, {"a", "b"}));
  CHECK_FALSE(matches({}, {"a"}));
}

TEST_CASE("a transcript has commands, what they print, and how they end") {
  const auto steps = read_transcript("# words\n$ one\na\nb\n[exit 3]\n\n$ two\n");
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].line == 2);
  CHECK(steps[0].command == "one");
  CHECK(steps[0].expected == std::vector<std::string>{"a", "b"});
  CHECK(steps[0].exit == 3);
  CHECK(steps[1].exit == 0);
}

TEST_CASE("badges are verified without a node") {
  play_transcript(WAARMERK_JOURNEYS "/verify.txt");
}

TEST_CASE("a badge is explained") { play_transcript(WAARMERK_JOURNEYS "/explain.txt"); }

TEST_CASE("DIDs are resolved") { play_transcript(WAARMERK_JOURNEYS "/resolve.txt"); }

TEST_CASE("who asks for help, or errs, is helped") {
  play_transcript(WAARMERK_JOURNEYS "/words.txt");
}

TEST_CASE("an organisation changes its keys, and its older badges stay good") {
  play_transcript(WAARMERK_JOURNEYS "/rotate.txt");
}

TEST_CASE("an organisation issues a badge, suspends it, and revokes it") {
  play_transcript(WAARMERK_JOURNEYS "/issue.txt");
}

}  // namespace waarmerk::tests
