#include "storage/table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "storage/key_order.hpp"
#include "storage/memory_store.hpp"

namespace waarmerk::storage {
namespace {

Bytes encode_number(const std::uint64_t& number) { return KeyWriter().u64(number).take(); }

Result<std::uint64_t> decode_number(ByteView bytes) {
  KeyReader reader(bytes);
  TRY(number, reader.u64());
  TRY_OK(reader.end());
  return number;
}

Bytes encode_words(const std::string& words) { return to_bytes(bytes_of(words)); }
Result<std::string> decode_words(ByteView bytes) { return std::string(text_of(bytes)); }

constexpr Family numbers{0};
const Table<std::uint64_t, std::string> table(numbers, {.encode_key = encode_number,
                                                        .decode_key = decode_number,
                                                        .encode = encode_words,
                                                        .decode = decode_words});

/// A store with 2, 300 and 70,000 in it.
struct Filled {
  MemoryStore store{1};

  Filled() {
    Batch batch;
    table.put(batch, 70'000, "seventy thousand");
    table.put(batch, 2, "two");
    table.put(batch, 300, "three hundred");
    REQUIRE(store.write(batch, Durability::durable));
  }
};

TEST_CASE("a table finds a record by its key, and says when there is none") {
  const Filled filled;
  CHECK(*table.find(filled.store, 300) == "three hundred");
  CHECK(*table.find(filled.store, 301) == std::nullopt);
  CHECK(*table.get(filled.store, 300) == "three hundred");
  CHECK(table.get(filled.store, 301).error().code == no_record);
}

TEST_CASE("a table forgets a record that is erased") {
  Filled filled;
  Batch batch;
  table.erase(batch, 300);
  REQUIRE(filled.store.write(batch, Durability::durable));
  CHECK(*table.find(filled.store, 300) == std::nullopt);
  CHECK(*table.find(filled.store, 2) == "two");
}

TEST_CASE("a table is scanned in the order of its keys, in both directions") {
  const Filled filled;
  std::vector<std::uint64_t> seen;
  const auto see = [&seen](const std::uint64_t& key, const std::string&) -> Result<bool> {
    seen.push_back(key);
    return seen.size() < 4;
  };
  REQUIRE(table.scan(filled.store, {}, see));
  CHECK(seen == std::vector<std::uint64_t>{2, 300, 70'000});
  seen.clear();
  REQUIRE(table.scan_back(filled.store, {.from = encode_number(3), .to = {}}, see));
  CHECK(seen == std::vector<std::uint64_t>{70'000, 300});
}

TEST_CASE("the error of a visitor ends a scan and is its answer") {
  const Filled filled;
  int calls = 0;
  const auto scanned = table.scan(filled.store, {}, [&](const auto&, const auto&) -> Result<bool> {
    ++calls;
    return fail(no_record, "enough");
  });
  CHECK(scanned.error().code == no_record);
  CHECK(calls == 1);
}

TEST_CASE("a key that cannot be decoded ends a scan with an error") {
  Filled filled;
  Batch batch;
  batch.put(numbers, bytes_of("short"), bytes_of(""));
  REQUIRE(filled.store.write(batch, Durability::durable));
  int calls = 0;
  const auto scanned = table.scan(
      filled.store, {}, [&](const auto&, const auto&) -> Result<bool> { return ++calls > 0; });
  CHECK(scanned.error().code == bad_key_bytes);
  CHECK(calls == 3);
}

}  // namespace
}  // namespace waarmerk::storage
