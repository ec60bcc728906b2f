#include "storage/file_tree.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "storage/durable_file.hpp"
#include "storage/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::storage {

TEST_CASE("a tree gives back what was written, for everybody to read, and replaces it whole") {
  const tests::TemporaryFolder folder;
  FileTree tree(folder / "root");
  REQUIRE(tree.write("bot/1/heads", bytes_of("first")));
  REQUIRE(tree.write("bot/1/heads", bytes_of("second")));
  CHECK(text_of(**tree.read("bot/1/heads", 6)) == "second");
  CHECK(tree.has("bot/1/heads"));
  CHECK_FALSE(tree.has("bot/1"));
  CHECK(static_cast<unsigned>(std::filesystem::status(folder / "root/bot/1/heads").permissions()) ==
        0644);
  CHECK(tree.list("bot/1") == std::vector<std::string>{"heads"});
}

TEST_CASE("what is not there is nothing, and what is too large is refused") {
  const tests::TemporaryFolder folder;
  FileTree tree(folder.path());
  CHECK_FALSE(*tree.read("absent", 10));
  CHECK(tree.list("absent")->empty());
  CHECK(tree.erase("absent"));
  REQUIRE(tree.write("a", bytes_of("12345")));
  CHECK(tree.read("a", 5));
  CHECK(tree.read("a", 4).error().code == too_large);
  REQUIRE(tree.erase("a"));
  CHECK_FALSE(tree.has("a"));
}

TEST_CASE("no path leads out of the tree") {
  const tests::TemporaryFolder folder;
  FileTree tree(folder / "root");
  for (const auto* path : {"../a", "a/../../b", "/etc/hostname", "", "./a", "a//../b"}) {
    CAPTURE(path);
    CHECK(tree.write(path, bytes_of("x")).error().code == file_failed);
    CHECK(tree.read(path, 10).error().code == file_failed);
    CHECK(tree.erase(path).error().code == file_failed);
    CHECK(tree.list(path).error().code == file_failed);
    CHECK_FALSE(tree.has(path));
  }
  CHECK(tree.write("a/b.c/..d", bytes_of("x")));
}

TEST_CASE("a place that cannot be written fails") {
  const tests::TemporaryFolder folder;
  FileTree tree(folder.path());
  REQUIRE(tree.write("a", bytes_of("x")));
  CHECK(tree.write("a/b", bytes_of("x")).error().code == file_failed);
}

}  // namespace waarmerk::storage
