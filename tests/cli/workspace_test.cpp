#include "cli/workspace.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "cli/error_codes.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

node::Task<int> seven() { co_return 7; }
node::Task<int> thrown() {
  throw std::runtime_error("thrown");
  co_return 0;
}

}  // namespace

TEST_CASE("a task is driven to its end, one after the other, and what it throws comes out") {
  tests::Desk desk({});
  auto workspace = desk.make_workspace();
  CHECK(workspace.run(seven()) == 7);
  CHECK(workspace.run(seven()) == 7);
  CHECK_THROWS_AS(workspace.run(thrown()), std::runtime_error);
}

TEST_CASE("a file is read whole or not at all") {
  const tests::TemporaryFolder folder;
  tests::Desk desk({});
  const auto workspace = desk.make_workspace();
  REQUIRE(workspace.write_file(folder / "a", "text"));
  CHECK(workspace.read_file(folder / "a", 4) == "text");
  for (const auto& name : {folder / "a", folder / "absent", folder.path()}) {
    const auto read = workspace.read_file(name, 3);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == unreadable_file);
  }
  desk.console.input = "typed";
  CHECK(workspace.read_file("-", 5) == "typed");
}

TEST_CASE("a file that cannot be written is an error") {
  const tests::TemporaryFolder folder;
  tests::Desk desk({});
  const auto written = desk.make_workspace().write_file(folder / "no" / "such", "text");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == unwritable_file);
}

TEST_CASE("the clock, the environment and the network are those of the surroundings") {
  tests::Desk desk(UnixTime{5});
  desk.environment["HOME"] = "there";
  desk.environment["EMPTY"] = "";
  auto workspace = desk.make_workspace();
  CHECK(workspace.now() == UnixTime{5});
  CHECK(workspace.variable("HOME") == "there");
  CHECK_FALSE(workspace.variable("NO_SUCH"));
  CHECK_FALSE(workspace.variable("EMPTY"));
  CHECK(workspace.network({}) == &desk.network);
}

TEST_CASE("a text that is kept stays where it is") {
  tests::Desk desk({});
  auto workspace = desk.make_workspace();
  const auto first = workspace.keep_text("first");
  for (int i = 0; i < 1000; ++i) workspace.keep_text("another");
  CHECK(first == "first");
}

TEST_CASE("a neighbour stands in the folder of this program") {
  const auto neighbour = Workspace::neighbour("waarmerkd");
  CHECK(neighbour.filename() == "waarmerkd");
  CHECK(neighbour.is_absolute());
}

}  // namespace waarmerk::cli
