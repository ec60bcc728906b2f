#include "node/records/status_log.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

constexpr ListName name{"https://library.example/status/1", "did:web:library.example"};
constexpr std::size_t list_bytes = 16'384;

/// A list that says new things, in memory and in the log.
struct Log {
  void say(std::int64_t at, Bytes next) {
    storage::Batch rows;
    save_status_changes(rows, name, list, next, {UnixTime{at}, ListPlace{0, 7}});
    memory.write(rows);
    list = std::move(next);
  }
  void set(std::int64_t at, std::uint64_t bit, bool value) {
    auto next = list;
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    auto& byte = next[bit / 8];
    byte = static_cast<std::uint8_t>(value ? byte | mask : byte & ~mask);
    say(at, std::move(next));
  }
  StatusThen then(std::uint64_t index, std::int64_t at, unsigned size = 1,
                  std::int64_t since = 0) const {
    const auto found =
        find_status_then(memory.store, name, {index, size}, UnixTime{since}, UnixTime{at});
    REQUIRE(found);
    return *found;
  }
  std::size_t rows() const {
    std::size_t count = 0;
    REQUIRE(memory.store.scan(family::listlog, {}, [&](ByteView, ByteView) {
      ++count;
      return true;
    }));
    return count;
  }

  tests::MemoryRecords memory;
  Bytes list = Bytes(list_bytes);
};

}  // namespace

TEST_CASE("since when a list is known is kept, and when it last spoke") {
  Log log;
  CHECK_FALSE(*find_status_span(log.memory.store, name));
  storage::Batch rows;
  save_status_span(rows, name, {UnixTime{1000}, UnixTime{2000}});
  log.memory.write(rows);
  CHECK(**find_status_span(log.memory.store, name) == StatusSpan{UnixTime{1000}, UnixTime{2000}});
  CHECK_FALSE(*find_status_span(log.memory.store, {name.url, "did:web:other.example"}));
  log.set(3000, 5, true);
  CHECK(**find_status_span(log.memory.store, name) == StatusSpan{UnixTime{1000}, UnixTime{2000}});
}

TEST_CASE("a bit is read as it stood at any time") {
  Log log;
  log.set(1000, 70'000, true);
  log.set(2000, 70'000, false);
  log.set(3000, 70'000, true);
  CHECK(log.then(70'000, 999).value == 0);
  CHECK_FALSE(log.then(70'000, 999).was_ever_one);
  CHECK(log.then(70'000, 1000).value == 1);
  CHECK(log.then(70'000, 1999).value == 1);
  CHECK(log.then(70'000, 2000).value == 0);
  CHECK(log.then(70'000, 2000).was_ever_one);
  CHECK(log.then(70'000, 9999).value == 1);
  CHECK(log.then(70'001, 9999).value == 0);
  CHECK_FALSE(log.then(70'001, 9999).was_ever_one);
}

TEST_CASE("an entry of several bits is read whole") {
  Log log;
  log.set(1000, 8, true);
  log.set(2000, 11, true);
  CHECK(log.then(2, 1000, 4).value == 8);
  CHECK(log.then(2, 2000, 4).value == 9);
  CHECK(log.then(2, 999, 4).value == 0);
  CHECK(log.then(3, 2000, 4).value == 0);
}

TEST_CASE("an entry of several bits was 1 only where all of them said so at one time") {
  Log log;
  auto next = log.list;
  next[1] = 0x30;  // entry 5 of two bits is 3
  log.say(1000, next);
  CHECK(log.then(5, 1000, 2).value == 3);
  CHECK_FALSE(log.then(5, 1000, 2).was_ever_one);
  next[1] = 0x20;
  log.say(2000, next);
  CHECK(log.then(5, 2000, 2).value == 2);
  CHECK_FALSE(log.then(5, 2000, 2).was_ever_one);
  next[1] = 0x10;  // both bits at one time
  log.say(3000, next);
  CHECK(log.then(5, 3000, 2).was_ever_one);
  next[1] = 0x20;
  log.say(4000, next);
  CHECK(log.then(5, 4000, 2).value == 2);
  CHECK(log.then(5, 4000, 2).was_ever_one);
}

TEST_CASE("what stood before a log began anew is not what stood then") {
  Log log;
  log.set(1000, 5, true);
  log.set(2000, 5, false);
  CHECK(log.then(5, 3000, 1, 1500).was_ever_one);  // it still stood then
  CHECK_FALSE(log.then(5, 3000, 1, 2000).was_ever_one);
  CHECK(log.then(5, 1500, 1, 1500).was_ever_one);
}

TEST_CASE("since when a bit was set is known, also where it was cleared since") {
  Log log;
  log.set(1000, 5, true);
  log.set(2000, 5, false);
  log.set(3000, 5, true);
  log.set(4000, 6, true);
  const auto first = [&](std::uint64_t bit, std::int64_t since) {
    return *find_first_set(log.memory.store, name, bit, UnixTime{since});
  };
  CHECK(first(5, 0) == UnixTime{1000});
  CHECK(first(5, 2000) == UnixTime{3000});  // the log began anew when it was clear
  CHECK(first(6, 0) == UnixTime{4000});
  CHECK_FALSE(first(7, 0));
}

TEST_CASE("only what changed is written, a row a page") {
  Log log;
  log.say(1000, log.list);
  CHECK(log.rows() == 0);
  log.set(1000, 5, true);
  CHECK(log.rows() == 1);
  auto next = log.list;
  next[0] ^= 0x80;
  next[status_page_bytes] ^= 0x80;
  log.say(2000, std::move(next));
  CHECK(log.rows() == 3);
}

TEST_CASE("a page of which very many bits change takes no more than twice a page") {
  Log log;
  Bytes next(list_bytes, 0xff);
  log.say(1000, std::move(next));
  CHECK(log.rows() == list_bytes / status_page_bytes);
  log.say(2000, Bytes(list_bytes, 0x0f));
  CHECK(log.then(0, 1000).value == 1);
  CHECK(log.then(0, 2000).value == 0);
  CHECK(log.then(4, 2000).value == 1);
  CHECK(log.then(131'071, 1500).value == 1);
  CHECK(log.then(131'071, 999).value == 0);
}

TEST_CASE("a row that cannot be read is damage") {
  Log log;
  storage::Batch rows;
  rows.put(family::listlog, list_key(name).u32(0).u64(5), Bytes{1, 2, 3});
  log.memory.write(rows);
  CHECK(find_status_then(log.memory.store, name, {0, 1}, {}, UnixTime{9}).error().code == bad_row);
}

}  // namespace waarmerk::node::records
