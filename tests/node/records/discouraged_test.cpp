#include "node/records/discouraged.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("who is left alone comes back, and no more than are kept") {
  tests::MemoryRecords memory;
  CHECK(load_discouraged(memory.store)->empty());
  std::vector<Discouraged> all;
  for (std::size_t i = 0; i <= discouraged_max; ++i) {
    all.push_back({.kind = static_cast<std::uint8_t>(i % 3),
                   .number = ~std::uint64_t{i},
                   .until = UnixTime{1'772'532'720'000 + static_cast<std::int64_t>(i)}});
  }
  storage::Batch rows;
  save_discouraged(rows, all);
  memory.write(rows);
  all.pop_back();
  CHECK(load_discouraged(memory.store).value() == all);
}

TEST_CASE("a torn row of who is left alone is damage") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  rows.put(family::meta, bytes_of("discouraged"), bytes_of("0123456789abcdef"));
  memory.write(rows);
  CHECK(load_discouraged(memory.store).error().code == bad_row);
}

}  // namespace waarmerk::node::records
