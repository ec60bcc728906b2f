#include "node/records/did_places.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a place has the SCID that was kept for it, and another place has none") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  save_first_at(rows, "library.example", "Qm1");
  memory.write(rows);
  const auto first = find_first_at(memory.store, "library.example");
  REQUIRE(first);
  CHECK(first->value() == "Qm1");
  CHECK_FALSE(*find_first_at(memory.store, "library.example:a"));
}

}  // namespace waarmerk::node::records
