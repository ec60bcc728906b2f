#include "node/records/rows.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/reader.hpp"
#include "node/records/families.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

Result<std::string> read_name(std::string_view key, const json::Document& row) {
  TRY(name, json::Reader(row).get_string("name"));
  return std::string(key) + "=" + name;
}

void put(tests::MemoryRecords& memory, std::string_view key, std::string_view row) {
  storage::Batch batch;
  batch.put(family::peer, bytes_of(key), bytes_of(row));
  memory.write(batch);
}

}  // namespace

TEST_CASE("keys sort as the numbers in them, and give the numbers back") {
  const auto small = Key().u32(9).u64(1);
  const auto large = Key().u32(9).u64(256);
  CHECK(small.owned() < large.owned());
  CHECK(large.owned() < Key().u32(10).owned());
  CHECK(u32_at(large, 0) == 9);
  CHECK(u64_at(large, 4) == 256);
  CHECK(Key().text("ab").owned() == to_bytes(bytes_of("ab")));
}

TEST_CASE("rows are read in the order of their keys, as many as were asked for") {
  tests::MemoryRecords memory;
  put(memory, "b", R"({"name":"two"})");
  put(memory, "a", R"({"name":"one"})");
  put(memory, "c", R"({"name":"three"})");
  const auto list = [&](RowRange rows) {
    auto found = list_rows<std::string>(memory.store, rows, read_name);
    REQUIRE(found);
    return *found;
  };
  CHECK(list({.family = family::peer}) == std::vector<std::string>{"a=one", "b=two", "c=three"});
  CHECK(list({.family = family::peer, .limit = 2}).size() == 2);
  CHECK(list({.family = family::peer, .limit = 0}).empty());
  CHECK(list({.family = family::peer, .keys = {to_bytes(bytes_of("b")), {}}}).size() == 2);
  const auto not_b = [](std::string_view key) { return key != "b"; };
  CHECK(list({.family = family::peer, .wanted = not_b}).size() == 2);
}

TEST_CASE("a row that is not wanted is not looked into") {
  tests::MemoryRecords memory;
  put(memory, "a", "no JSON");
  const RowRange rows{.family = family::peer, .wanted = [](std::string_view) { return false; }};
  CHECK(list_rows<std::string>(memory.store, rows, read_name)->empty());
}

TEST_CASE("a row that cannot be read is damage inside, whatever the reader calls it") {
  tests::MemoryRecords memory;
  put(memory, "torn", R"({"na)");
  put(memory, "wrong", R"({"name":7})");
  const auto find = [&](std::string_view key) {
    return find_row<std::string>(memory.store, family::peer, bytes_of(key), read_name);
  };
  CHECK_FALSE(*find("absent"));
  CHECK(find("torn").error().code == bad_row);
  CHECK(find("wrong").error().code == bad_row);
  CHECK(find_json(memory.store, family::peer, bytes_of("torn")).error().code == bad_row);
  CHECK(list_rows<std::string>(memory.store, {.family = family::peer}, read_name).error().code ==
        bad_row);
}

}  // namespace waarmerk::node::records
