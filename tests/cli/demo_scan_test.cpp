#include "cli/demo_scan.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "cli/error_codes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {

TEST_CASE("a text is found in every file that holds it, however deep and beside any bytes") {
  const tests::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "a" / "b");
  std::ofstream(folder / "one") << std::string("\0\xff", 2) << "needle" << std::string(1, '\0');
  std::ofstream(folder / "a" / "b" / "two") << "a needle";
  std::ofstream(folder / "a" / "three") << "need le";
  const auto scan = scan_folder(folder.path(), "needle");
  REQUIRE(scan);
  CHECK(scan->files == 3);
  CHECK(scan->hits == 2);
}

TEST_CASE("a folder that is not there is not a folder without the text") {
  const auto scan = scan_folder("/nowhere/at-all", "needle");
  REQUIRE_FALSE(scan);
  CHECK(scan.error().code == unreadable_file);
}

}  // namespace waarmerk::cli
