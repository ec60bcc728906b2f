#include "storage/schema.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "storage/memory_store.hpp"

namespace waarmerk::storage {
namespace {

constexpr Family meta{0};
constexpr ErrorCode expected_failure{"test.expected", ErrorKind::internal};

/// Appends its name to the value of `story`, so that order and repetition show.
Migration telling(std::string_view name) {
  return {name, [name](const View& view, Batch& batch) -> Result<void> {
            TRY(story, view.get(meta, bytes_of("story")));
            auto longer = story.value_or(Bytes{});
            append(longer, bytes_of(name));
            batch.put(meta, bytes_of("story"), longer);
            return {};
          }};
}

std::string story(const Store& store) {
  const auto value = store.get(meta, bytes_of("story"));
  REQUIRE(value);
  return std::string(text_of(value->value_or(Bytes{})));
}

TEST_CASE("migrations run in order, once each") {
  MemoryStore store(1);
  std::vector<Migration> migrations{telling("a"), telling("b")};
  REQUIRE(migrate(store, meta, migrations));
  CHECK(story(store) == "ab");
  CHECK(*schema_version(store, meta) == 2);
  REQUIRE(migrate(store, meta, migrations));
  CHECK(story(store) == "ab");
  migrations.push_back(telling("c"));
  REQUIRE(migrate(store, meta, migrations));
  CHECK(story(store) == "abc");
  CHECK(*schema_version(store, meta) == 3);
}

TEST_CASE("a store without a mark has version 0") {
  const MemoryStore store(1);
  CHECK(*schema_version(store, meta) == 0);
}

TEST_CASE("a store that is newer than the program is refused and left alone") {
  MemoryStore store(1);
  const std::vector<Migration> newer{telling("a"), telling("b")};
  REQUIRE(migrate(store, meta, newer));
  const std::vector<Migration> older{telling("x")};
  CHECK(migrate(store, meta, older).error().code == newer_store);
  CHECK(story(store) == "ab");
}

TEST_CASE("a migration that fails leaves the store at the step before, to be tried again") {
  MemoryStore store(1);
  std::vector<Migration> migrations{telling("a"), telling("b")};
  const auto whole = migrations[1].run;
  migrations[1].run = [](const View&, Batch& batch) -> Result<void> {
    batch.put(meta, bytes_of("story"), bytes_of("half done"));
    return fail(expected_failure, "");
  };
  CHECK(migrate(store, meta, migrations).error().code == expected_failure);
  CHECK(*schema_version(store, meta) == 1);
  CHECK(story(store) == "a");
  migrations[1].run = whole;
  REQUIRE(migrate(store, meta, migrations));
  CHECK(story(store) == "ab");
}

TEST_CASE("a mark that is no version is a broken store") {
  MemoryStore store(1);
  Batch batch;
  batch.put(meta, bytes_of("schema"), bytes_of("123"));
  REQUIRE(store.write(batch, Durability::durable));
  CHECK(migrate(store, meta, {}).error().code == broken_store);
}

}  // namespace
}  // namespace waarmerk::storage
