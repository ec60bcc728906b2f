#include "cli/child_process.hpp"

#include <doctest/doctest.h>
#include <signal.h>

#include <fstream>
#include <iterator>
#include <utility>

#include "tests/support/eventually.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

/// What a shell makes of a line.
ChildPlan shell(const std::string& line) {
  return {.program = "/bin/sh", .words = {"-c", line}, .environment = {"PATH=/bin:/usr/bin"}};
}

ChildProcess started(const ChildPlan& plan) {
  auto child = ChildProcess::start(plan);
  REQUIRE(child);
  return std::move(*child);
}

bool ends(ChildProcess& child) {
  return tests::eventually([&] { return !child.is_running(); });
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("a child runs where it is told, says what it has to say, and ends with its code") {
  const tests::TemporaryFolder folder;
  auto plan = shell("pwd; echo oops >&2; exit 7");
  plan.folder = folder.path();
  auto child = started(plan);
  REQUIRE(ends(child));
  CHECK(child.exit_code() == 7);
  CHECK(child.out() == folder.path().string() + "\n");
  CHECK(child.err() == "oops\n");
}

TEST_CASE("a child sees the environment that it is given, and nothing to read") {
  auto plan = shell("echo \"$WORD$HOME\"; read line || echo nothing");
  plan.environment = {"WORD=yes"};
  auto child = started(plan);
  REQUIRE(ends(child));
  CHECK(child.out() == "yes\nnothing\n");
}

TEST_CASE("words reach a child as they are") {
  auto child = started({.program = "/bin/echo", .words = {"a b", "$HOME", "'"}});
  REQUIRE(ends(child));
  CHECK(child.out() == "a b $HOME '\n");
}

TEST_CASE("a program that is not there, and a folder that is not there, are told") {
  const auto no_such = ChildProcess::start({.program = "/nowhere/at-all"});
  REQUIRE_FALSE(no_such);
  CHECK(no_such.error().code == no_program);
  auto plan = shell("exit 0");
  plan.folder = "/nowhere";
  CHECK_FALSE(ChildProcess::start(plan));
}

TEST_CASE("a log goes on where it ended") {
  const tests::TemporaryFolder folder;
  auto plan = shell("echo again");
  plan.log = folder / "log";
  for (int i = 0; i < 2; ++i) {
    auto child = started(plan);
    REQUIRE(ends(child));
  }
  CHECK(text_of_file(plan.log) == "again\nagain\n");
}

TEST_CASE("a child ends when it is asked to, and at once when it is killed") {
  auto asked = started(shell("exec sleep 600"));
  CHECK(asked.is_running());
  asked.ask_to_end();
  REQUIRE(ends(asked));
  CHECK(asked.exit_code() == 128 + SIGTERM);
  auto killed = started(shell("exec sleep 600"));
  killed.kill_now();
  CHECK_FALSE(killed.is_running());
  CHECK(killed.exit_code() == 128 + SIGKILL);
}

TEST_CASE("a child goes with the one who holds it, unless it was let go") {
  pid_t held = 0;
  pid_t free = 0;
  {
    auto child = started(shell("exec sleep 600"));
    held = child.pid();
    auto plan = shell("exec sleep 600");
    plan.bond = Bond::may_outlive_us;
    auto other = started(plan);
    free = other.pid();
    other.let_go();
  }
  CHECK(kill(held, 0) != 0);
  CHECK(kill(free, 0) == 0);
  REQUIRE(kill(free, SIGKILL) == 0);
}

TEST_CASE("a child that is moved is not killed, and one that is replaced is") {
  auto child = started(shell("exec sleep 600"));
  const pid_t first = child.pid();
  auto moved = std::move(child);
  CHECK(moved.is_running());
  moved = started(shell("exit 0"));
  CHECK(kill(first, 0) != 0);
  CHECK(ends(moved));
}

}  // namespace waarmerk::cli
