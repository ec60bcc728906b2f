#include "node/records/told_watchers.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("what a watcher was told is kept for that one, and another was told nothing") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  save_told(rows, "https://one.example", {"did.jsonl 3", "status/1 17"});
  memory.write(rows);
  const std::vector<std::string> told{"did.jsonl 3", "status/1 17"};
  CHECK(load_told(memory.store, "https://one.example") == told);
  CHECK(load_told(memory.store, "https://two.example")->empty());
}

}  // namespace waarmerk::node::records
