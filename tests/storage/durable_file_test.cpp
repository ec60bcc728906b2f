#include "storage/durable_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <iterator>
#include <utility>

#include "storage/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::storage {
namespace {

using std::filesystem::perms;

void set_mode(const std::filesystem::path& path, unsigned mode) {
  std::filesystem::permissions(path, static_cast<perms>(mode));
}

std::ptrdiff_t file_count(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

TEST_CASE("a private file gives back what was saved, and is for its owner alone") {
  const tests::TemporaryFolder folder;
  REQUIRE(save_private_file(folder / "file", bytes_of("first")));
  REQUIRE(save_private_file(folder / "file", bytes_of("second")));
  CHECK(text_of(*load_private_file(folder / "file", 6)) == "second");
  CHECK(std::filesystem::status(folder / "file").permissions() ==
        (perms::owner_read | perms::owner_write));
  CHECK(file_count(folder.path()) == 1);
}

TEST_CASE("a file that others may read or write is refused") {
  const tests::TemporaryFolder folder;
  REQUIRE(save_private_file(folder / "file", bytes_of("secret")));
  for (const unsigned open_mode : {0640U, 0620U, 0604U, 0602U, 0601U}) {
    CAPTURE(open_mode);
    set_mode(folder / "file", open_mode);
    CHECK(load_private_file(folder / "file", 100).error().code == file_exposed);
  }
  set_mode(folder / "file", 0400);
  CHECK(load_private_file(folder / "file", 100));
}

TEST_CASE("a file at its limit is loaded, and one byte more is refused") {
  const tests::TemporaryFolder folder;
  REQUIRE(save_private_file(folder / "file", bytes_of("12345")));
  CHECK(load_private_file(folder / "file", 5)->size() == 5);
  CHECK(load_private_file(folder / "file", 4).error().code == too_large);
}

TEST_CASE("what is no plain file is refused, without waiting for it") {
  const tests::TemporaryFolder folder;
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(load_private_file(folder / "pipe", 5).error().code == file_failed);
  CHECK(load_private_file(folder.path(), 5).error().code == file_failed);
  CHECK(load_private_file(folder / "absent", 5).error().code == file_missing);
}

TEST_CASE("a file that cannot be saved leaves nothing behind") {
  const tests::TemporaryFolder folder;
  CHECK(save_private_file(folder / "absent/file", {}).error().code == file_missing);
  std::filesystem::create_directory(folder / "folder");
  CHECK(save_private_file(folder / "folder", bytes_of("x")).error().code == file_failed);
  CHECK(file_count(folder.path()) == 1);
}

TEST_CASE("saving through a symbolic link replaces what it points to") {
  const tests::TemporaryFolder folder;
  REQUIRE(save_private_file(folder / "file", bytes_of("old")));
  std::filesystem::create_symlink(folder / "file", folder / "link");
  REQUIRE(save_private_file(folder / "link", bytes_of("new")));
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(text_of(*load_private_file(folder / "file", 5)) == "new");
}

TEST_CASE("a folder is locked by one at a time") {
  const tests::TemporaryFolder folder;
  {
    auto lock = FolderLock::take(folder.path());
    REQUIRE(lock);
    const auto moved = std::move(*lock);
    CHECK(FolderLock::take(folder.path()).error().code == locked_store);
  }
  CHECK(FolderLock::take(folder.path()));
  CHECK(FolderLock::take(folder / "absent").error().code == file_missing);
}

}  // namespace
TEST_CASE("a public file that is written bit by bit is at its place once it is whole") {
  const tests::TemporaryFolder folder;
  const auto path = folder / "issuers.bundle";
  REQUIRE(save_public_file(path, bytes_of("before")));
  {
    auto file = PublicFile::begin(path);
    REQUIRE(file);
    REQUIRE(file->write(bytes_of("one, ")));
    REQUIRE(file->write(bytes_of("two")));
    CHECK(std::filesystem::file_size(path) == 6);
    REQUIRE(file->finish());
    CHECK(std::filesystem::file_size(path) == 8);
  }
  {
    auto file = PublicFile::begin(path);
    REQUIRE(file);
    REQUIRE(file->write(bytes_of("cut off")));
  }
  CHECK(std::filesystem::file_size(path) == 8);
  CHECK(file_count(path.parent_path()) == 1);
  CHECK(PublicFile::begin(folder / "no" / "folder").error().code == file_missing);
}

}  // namespace waarmerk::storage
