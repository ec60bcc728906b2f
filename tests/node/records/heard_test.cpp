#include "node/records/heard.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::records {

TEST_CASE("what was heard of a feed is given back, and of another there is nothing") {
  tests::MemoryRecords memory;
  const auto first = tests::header_at(1, 4);
  const auto second = tests::header_at(1, 5);
  storage::Batch rows;
  save_heard(rows, {{first, true}, {second, false}});
  memory.write(rows);
  const auto heard = find_heard(memory.store, first.feed);
  REQUIRE(heard);
  REQUIRE(heard->size() == 2);
  CHECK(heard->front().header == first);
  CHECK(heard->front().has_list);
  CHECK(heard->back().header == second);
  CHECK_FALSE(heard->back().has_list);
  CHECK(find_heard(memory.store, tests::header_at(2, 1).feed)->empty());
}

TEST_CASE("a row that is not whole is damage") {
  tests::MemoryRecords memory;
  const auto header = tests::header_at(1, 4);
  storage::Batch rows;
  rows.put(family::heard, header.feed.value, Bytes(feed::header_bytes));
  memory.write(rows);
  CHECK(find_heard(memory.store, header.feed).error().code == bad_row);
}

}  // namespace waarmerk::node::records
