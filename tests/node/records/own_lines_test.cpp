#include "node/records/own_lines.hpp"

#include <doctest/doctest.h>

#include "node/records/did_logs.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a line waits as it was kept, until it waits no more") {
  tests::MemoryRecords memory;
  CHECK_FALSE(*find_waiting_line(memory.store));
  storage::Batch rows;
  save_waiting_line(rows, {"{\"a\":1}", "issuing-2", "feed", "[]"});
  memory.write(rows);
  const auto waiting = *find_waiting_line(memory.store);
  REQUIRE(waiting);
  CHECK(waiting->line == "{\"a\":1}");
  CHECK(waiting->issuing_key == "issuing-2");
  CHECK(waiting->feed_key == "feed");
  CHECK(waiting->witnesses == "[]");
  storage::Batch gone;
  erase_waiting_line(gone);
  memory.write(gone);
  CHECK_FALSE(*find_waiting_line(memory.store));
}

TEST_CASE("what was confirmed of one DID is not that of another, nor its history") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  save_confirmed(rows, "QmOne", {3, "3-QmX"});
  memory.write(rows);
  const auto confirmed = *find_confirmed(memory.store, "QmOne");
  REQUIRE(confirmed);
  CHECK(confirmed->number == 3);
  CHECK(confirmed->version_id == "3-QmX");
  CHECK_FALSE(*find_confirmed(memory.store, "QmTwo"));
  CHECK_FALSE(*find_log(memory.store, "QmOne"));
}

}  // namespace waarmerk::node::records
