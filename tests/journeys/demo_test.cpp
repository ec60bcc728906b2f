// The demo, from its first line to its last: what a newcomer sees, and what stays behind.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/child_process.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::tests {
namespace {

namespace fs = std::filesystem;

const fs::path program = fs::path(WAARMERK_BIN) / "waarmerk";

/// With a temporary folder of its own, so that what it leaves behind shows.
cli::ChildPlan demo(const TemporaryFolder& folder, std::vector<std::string> words) {
  words.insert(words.begin(), "demo");
  return {.program = program,
          .words = std::move(words),
          .environment = {"PATH=/usr/bin:/bin", "TMPDIR=" + folder.path().string(),
                          // What would spoil the nodes of a demo that took it.
                          "WAARMERK_LISTEN_PORT=1", "WAARMERK_CONFIG=/nowhere"}};
}

cli::ChildProcess started(const cli::ChildPlan& plan) {
  auto child = cli::ChildProcess::start(plan);
  REQUIRE(child);
  return std::move(*child);
}

template <class Condition>
bool within_minutes(Condition condition) {
  for (int i = 0; i < 18'000 && !condition(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return condition();
}

bool ends(cli::ChildProcess& child) {
  return within_minutes([&] { return !child.is_running(); });
}

std::vector<json::Document> objects_of(std::string_view text) {
  std::vector<json::Document> objects;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto parsed = json::parse(line);
    REQUIRE_MESSAGE(parsed, std::string(line));
    objects.push_back(*parsed);
  }
  return objects;
}

/// Ends the nodes that a kept demo let go.
class KeptNodes {
 public:
  explicit KeptNodes(json::Value end) {
    const auto nodes = end.find("nodes");
    REQUIRE(nodes);
    for (const auto node : nodes->elements()) {
      pids.push_back(static_cast<pid_t>(node.find("pid")->integer().value_or(0)));
    }
  }
  ~KeptNodes() {
    for (const auto pid : pids) {
      if (pid > 1) kill(pid, SIGKILL);
    }
  }
  KeptNodes(const KeptNodes&) = delete;
  KeptNodes& operator=(const KeptNodes&) = delete;

  std::vector<pid_t> pids;
};

}  // namespace

TEST_CASE("the demo tells fourteen steps, each of which passes, and leaves nothing behind") {
  const TemporaryFolder folder;
  auto child = started(demo(folder, {}));
  REQUIRE(ends(child));
  const auto out = child.out();
  INFO(out);
  INFO(child.err());
  CHECK(child.exit_code() == 0);
  constexpr std::array told{"  1  Three organisations each start a node, with keys of their own.",
                            "  2  Werkgever follows Gemeente, and Gemeente follows Bibliotheek.",
                            "  3  Bibliotheek says what its badge stands for.",
                            "  4  Bibliotheek gives the badge to two people.",
                            "  5  What Bibliotheek published travels on, from node to node.",
                            "  6  Werkgever checks a badge. Bibliotheek is not told.",
                            "  7  Somebody changes one word of the badge. It is refused.",
                            "  8  A laptop without a node checks the badge, offline.",
                            "  9  Why believe Bibliotheek? Werkgever learns who could tell.",
                            " 10  Gemeente recognises Bibliotheek, and Werkgever knows why.",
                            " 11  Bibliotheek withdraws the first badge, and Werkgever knows.",
                            " 12  Bibliotheek is gone: its node killed, its files deleted.",
                            " 13  Werkgever still gets an honest answer about both badges.",
                            " 14  Nobody's name, address or key lies with the other two."};
  std::size_t from = 0;
  for (const std::string_view sentence : told) {
    const auto at = out.find(sentence, from);
    REQUIRE_MESSAGE(at != std::string::npos, std::string(sentence));
    from = at;
    const auto line = out.substr(at, out.find('\n', at) - at);
    CHECK_MESSAGE(line.ends_with("✓"), line);
  }
  CHECK(out.contains("The badge was changed after it was signed"));
  CHECK(out.contains("you trust knows Bibliotheek. Gemeente could say"));
  CHECK(out.contains("you ━━ Gemeente ━━ Bibliotheek"));
  CHECK(out.contains("Bibliotheek was"));
  CHECK_FALSE(out.contains("\x1b"));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a demo that is kept tells programs where its two nodes are, and they run on") {
  const TemporaryFolder folder;
  auto child = started(demo(folder, {"--keep", "--json"}));
  REQUIRE(ends(child));
  INFO(child.out());
  REQUIRE(child.exit_code() == 0);
  const auto objects = objects_of(child.out());
  REQUIRE(objects.size() == 15);
  for (const auto& object : objects) CHECK(object.root().find("passed")->boolean() == true);
  const KeptNodes kept(objects.back().root());
  CHECK(kept.pids.size() == 2);
  for (const auto pid : kept.pids) CHECK(kill(pid, 0) == 0);
  for (const auto node : objects.back().root().find("nodes")->elements()) {
    CHECK(fs::exists(std::string(*node.find("adminToken")->string())));
  }
}

TEST_CASE("a demo that is interrupted takes its nodes and its files along") {
  const TemporaryFolder folder;
  auto child = started(demo(folder, {}));
  const auto told_second = [&] { return child.out().contains("  2  "); };
  REQUIRE(within_minutes([&] { return told_second() || !child.is_running(); }));
  REQUIRE(told_second());
  REQUIRE(kill(child.pid(), SIGINT) == 0);
  REQUIRE(ends(child));
  CHECK(child.exit_code() == 130);
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a step that fails ends the demo, with why and what the node logged") {
  const TemporaryFolder programs;
  const TemporaryFolder folder;
  fs::copy_file(program, programs / "waarmerk");
  std::ofstream(programs / "waarmerkd") << "#!/bin/sh\necho the disk is on fire\nexit 1\n";
  fs::permissions(programs / "waarmerkd", fs::perms::owner_all);
  auto plan = demo(folder, {});
  plan.program = programs / "waarmerk";
  auto child = started(plan);
  REQUIRE(ends(child));
  const auto out = child.out();
  INFO(out);
  CHECK(child.exit_code() == 1);
  CHECK(out.contains("✗\n"));
  CHECK(out.contains("The node of Bibliotheek ended at once. (demo.failed)"));
  CHECK(out.contains("What the node of Bibliotheek logged last:\n     the disk is on fire\n"));
  CHECK_FALSE(out.contains("  2  "));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("where waarmerkd is missing, the demo says what to do") {
  const TemporaryFolder folder;
  fs::copy_file(program, folder / "waarmerk");
  auto plan = demo(folder, {});
  plan.program = folder / "waarmerk";
  auto child = started(plan);
  REQUIRE(ends(child));
  CHECK(child.exit_code() == 5);
  CHECK(child.err().contains("The demo needs waarmerkd in " + folder.path().string()));
  CHECK(child.err().contains("./run demo"));
  CHECK(child.out().empty());
}

}  // namespace waarmerk::tests
