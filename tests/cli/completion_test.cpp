#include "cli/completion.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "cli/commands.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

/// What bash offers for the words so far; the last one is being typed.
std::string offered(const std::string& words) {
  const tests::TemporaryFolder folder;
  tests::Desk desk({});
  const auto workspace = desk.make_workspace();
  auto script = completion_script(all_commands(), "bash").value();
  script += "COMP_WORDS=(" + words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_waarmerk\n";
  script += "echo \"${COMPREPLY[@]}\" >\"$1\"\n";
  REQUIRE(workspace.write_file(folder / "script", script));
  const auto command = "bash " + (folder / "script").string() + " " + (folder / "out").string();
  REQUIRE(std::system(command.c_str()) == 0);
  return workspace.read_file(folder / "out", 10'000).value();
}

}  // namespace

TEST_CASE("bash offers nouns, then verbs, then options") {
  CHECK(offered("waarmerk ba") == "badge\n");
  CHECK(offered("waarmerk badge ver") == "verify\n");
  CHECK(offered("waarmerk badge verify --off") == "--offline\n");
  CHECK(offered("waarmerk did re") == "resolve\n");
  CHECK(offered("waarmerk help exit") == "exit-codes\n");
  CHECK(offered("waarmerk completion f") == "fish\n");
  CHECK(offered("waarmerk zzz") == "\n");
}

TEST_CASE("each shell that is known gets a script, and others a reason") {
  for (const auto* shell : {"bash", "zsh", "fish"}) {
    CHECK(completion_script(all_commands(), shell).value().contains("verify"));
  }
  tests::Desk desk({});
  CHECK(desk.type({"completion", "fish"}).out.contains("complete -c waarmerk"));
  const auto refused = desk.type({"completion", "csh"});
  CHECK(refused.exit == 2);
  CHECK(refused.out.empty());
}

}  // namespace waarmerk::cli
