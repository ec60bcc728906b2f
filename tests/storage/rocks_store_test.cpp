#include "storage/rocks_store.hpp"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_child.hpp"

namespace waarmerk::storage {
namespace {

constexpr Family first{0};
constexpr Family second{1};
const std::vector<std::string> families{"first", "second"};

using Opened = Result<std::unique_ptr<RocksStore>>;

void put(Store& store, Family family, std::string_view key, std::string_view value) {
  Batch batch;
  batch.put(family, bytes_of(key), bytes_of(value));
  REQUIRE(store.write(batch, Durability::durable));
}

std::optional<std::string> get(const View& view, Family family, std::string_view key) {
  const auto value = view.get(family, bytes_of(key));
  REQUIRE(value);
  if (!*value) return std::nullopt;
  return std::string(text_of(**value));
}

/// A closed database whose pairs lie in table files: reopening it moves them there from the log.
void make_database(const std::filesystem::path& folder) {
  {
    const Opened store = RocksStore::open(folder, families);
    REQUIRE(store);
    Batch batch;
    for (int i = 0; i < 300; ++i) {
      const auto number = std::to_string(i);
      batch.put(first, bytes_of("key " + number), bytes_of(std::string(100, 'v') + number));
    }
    REQUIRE((*store)->write(batch, Durability::durable));
  }
  REQUIRE(RocksStore::open(folder, families));
}

std::vector<std::filesystem::path> table_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".sst") files.push_back(entry.path());
  }
  REQUIRE_FALSE(files.empty());
  return files;
}

void overwrite(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  REQUIRE(file.good());
}

void flip_byte(const std::filesystem::path& path, std::streamoff at) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(at);
  const auto byte = static_cast<char>(file.get() ^ 0x55);
  file.seekp(at);
  file.put(byte);
  REQUIRE(file.good());
}

/// The code with which opening and reading everything fails.
ErrorCode failure_of_reading(const std::filesystem::path& folder) {
  const Opened store = RocksStore::open(folder, families);
  if (!store) return store.error().code;
  const auto scanned = (*store)->scan(first, {}, [](ByteView, ByteView) { return true; });
  REQUIRE_FALSE(scanned);
  return scanned.error().code;
}

TEST_CASE("what was written is there when the store is opened again") {
  const tests::TemporaryFolder folder;
  {
    const Opened store = RocksStore::open(folder / "db", families);
    REQUIRE(store);
    put(**store, first, "durable", "1");
    Batch batch;
    batch.put(second, bytes_of("buffered"), bytes_of("2"));
    REQUIRE((*store)->write(batch, Durability::buffered));
  }
  const Opened store = RocksStore::open(folder / "db", families);
  REQUIRE(store);
  CHECK(get(**store, first, "durable") == "1");
  CHECK(get(**store, second, "buffered") == "2");
}

TEST_CASE("a store's folder is for its owner alone") {
  const tests::TemporaryFolder folder;
  REQUIRE(RocksStore::open(folder / "db", families));
  CHECK(std::filesystem::status(folder / "db").permissions() == std::filesystem::perms::owner_all);
}

TEST_CASE("families are found by name, made when they are new, and kept when they are not named") {
  const tests::TemporaryFolder folder;
  {
    const Opened store = RocksStore::open(folder / "db", families);
    REQUIRE(store);
    put(**store, first, "key", "in first");
    put(**store, second, "key", "in second");
  }
  {
    const std::vector<std::string> others{"third", "second"};
    const Opened store = RocksStore::open(folder / "db", others);
    REQUIRE(store);
    CHECK(get(**store, Family{0}, "key") == std::nullopt);
    CHECK(get(**store, Family{1}, "key") == "in second");
  }
  const Opened store = RocksStore::open(folder / "db", families);
  REQUIRE(store);
  CHECK(get(**store, first, "key") == "in first");
}

TEST_CASE("a store that is open in this process cannot be opened twice") {
  const tests::TemporaryFolder folder;
  {
    const Opened store = RocksStore::open(folder / "db", families);
    REQUIRE(store);
    const Opened again = RocksStore::open(folder / "db", families);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == locked_store);
  }
  CHECK(RocksStore::open(folder / "db", families));
}

TEST_CASE("child: holds a store open" * doctest::skip()) {
  const Opened store = RocksStore::open(tests::child_folder(), families);
  tests::report(store.has_value());
  pause();
}

TEST_CASE("a store that is open in another process cannot be opened, until that one is gone") {
  const tests::TemporaryFolder folder;
  tests::TestChild child("child: holds a store open", folder / "db");
  REQUIRE(child.next_report() == 1);
  const Opened store = RocksStore::open(folder / "db", families);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == locked_store);
  child.kill_and_wait();
  CHECK(RocksStore::open(folder / "db", families));
}

TEST_CASE("a file where the folder should be is a broken store") {
  const tests::TemporaryFolder folder;
  overwrite(folder / "db", "not a folder");
  CHECK(RocksStore::open(folder / "db", families).error().code == broken_store);
}

TEST_CASE("a CURRENT that names nothing, or is torn or empty, is a broken store") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  for (const std::string_view text : {"MANIFEST-999999\n", "MANIF", "", "\xff\xfe\n"}) {
    CAPTURE(text);
    overwrite(folder / "db" / "CURRENT", text);
    CHECK(failure_of_reading(folder / "db") == broken_store);
  }
}

TEST_CASE("a database without its CURRENT is broken, and is not begun anew") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  std::filesystem::rename(folder / "db" / "CURRENT", folder / "aside");
  CHECK(failure_of_reading(folder / "db") == broken_store);
  std::filesystem::rename(folder / "aside", folder / "db" / "CURRENT");
  const Opened store = RocksStore::open(folder / "db", families);
  REQUIRE(store);
  CHECK(get(**store, first, "key 7") == std::string(100, 'v') + "7");
}

TEST_CASE("a flipped byte in a table file is found and not read over") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  for (const auto& file : table_files(folder / "db")) flip_byte(file, 20);
  CHECK(failure_of_reading(folder / "db") == broken_store);
}

TEST_CASE("a torn table file is a broken store") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  for (const auto& file : table_files(folder / "db")) std::filesystem::resize_file(file, 100);
  CHECK(failure_of_reading(folder / "db") == broken_store);
}

TEST_CASE("a table file that is gone is a broken store") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  for (const auto& file : table_files(folder / "db")) std::filesystem::remove(file);
  CHECK(failure_of_reading(folder / "db") == broken_store);
}

TEST_CASE("a checkpoint is a store of its own, as it was at that moment") {
  const tests::TemporaryFolder folder;
  const Opened store = RocksStore::open(folder / "db", families);
  REQUIRE(store);
  put(**store, second, "key", "then");
  REQUIRE((*store)->checkpoint(folder / "copy"));
  put(**store, second, "key", "now");
  const Opened copy = RocksStore::open(folder / "copy", families);
  REQUIRE(copy);
  CHECK(get(**copy, second, "key") == "then");
  CHECK(get(**store, second, "key") == "now");
}

TEST_CASE("a checkpoint does not overwrite what is there") {
  const tests::TemporaryFolder folder;
  const Opened store = RocksStore::open(folder / "db", families);
  REQUIRE(store);
  REQUIRE((*store)->checkpoint(folder / "copy"));
  CHECK((*store)->checkpoint(folder / "copy").error().code == checkpoint_exists);
}

constexpr std::uint64_t not_permitted = 0;
constexpr std::uint64_t failed_otherwise = 1;
constexpr std::uint64_t said_full = 2;

std::uint64_t fill_small_disk(const std::filesystem::path& folder) {
  if (unshare(CLONE_NEWNS) != 0) return not_permitted;
  if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return not_permitted;
  if (mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=2m") != 0) return not_permitted;
  const Opened store = RocksStore::open(folder / "db", families);
  if (!store) return failed_otherwise;
  for (int i = 0; i < 100; ++i) {
    Batch batch;
    batch.put(first, bytes_of(std::to_string(i)), Bytes(100'000, 'v'));
    const auto written = (*store)->write(batch, Durability::durable);
    if (!written) return written.error().code == full_disk ? said_full : failed_otherwise;
  }
  return failed_otherwise;
}

TEST_CASE("child: fills a small disk" * doctest::skip()) {
  tests::report(fill_small_disk(tests::child_folder()));
  std::_Exit(0);
}

TEST_CASE("a full disk is told from a broken one") {
  const tests::TemporaryFolder folder;
  tests::TestChild child("child: fills a small disk", folder.path());
  const auto outcome = child.next_report();
  if (outcome == not_permitted) {
    MESSAGE("skipped: this process may not mount a small disk");
    return;
  }
  CHECK(outcome == said_full);
}

}  // namespace
}  // namespace waarmerk::storage
