#include "node/records/records.hpp"

#include <doctest/doctest.h>

#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::records {

TEST_CASE("records over an empty store hold nothing") {
  tests::MemoryRecords memory;
  CHECK(memory.records.statuses.lists().empty());
  CHECK(memory.records.feeds.all().empty());
}

TEST_CASE("what was written is there when the records are loaded again") {
  tests::MemoryRecords memory;
  tests::SeededRandom random(1);
  storage::Batch batch;
  const auto slot =
      memory.records.statuses.draw(batch, {"revocation", "https://library.example"}, random);
  memory.write(batch);
  const auto again = Records::load(memory.store, memory.journal);
  REQUIRE(again);
  REQUIRE(again->statuses.find(slot.list));
  CHECK(again->statuses.find(slot.list)->taken_count == 1);
}

TEST_CASE("records of a damaged store are not loaded") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  batch.put(family::list, Key().u32(1).text("facts"), bytes_of("{}"));
  memory.write(batch);
  const auto loaded = Records::load(memory.store, memory.journal);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == bad_row);
}

}  // namespace waarmerk::node::records
