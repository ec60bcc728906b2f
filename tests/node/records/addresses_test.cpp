#include "node/records/addresses.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("addresses come back in their order, and no more than are kept") {
  tests::MemoryRecords memory;
  CHECK(load_addresses(memory.store)->empty());
  std::vector<std::string> endpoints;
  for (std::size_t i = 0; i <= addresses_max; ++i) {
    endpoints.push_back("https://n" + std::to_string(i) + ".example/bot/1");
  }
  storage::Batch rows;
  save_addresses(rows, endpoints);
  memory.write(rows);
  endpoints.pop_back();
  CHECK(load_addresses(memory.store).value() == endpoints);
}

TEST_CASE("a row of addresses that is none is damage") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  rows.put(family::meta, bytes_of("addresses"), bytes_of(R"({"endpoints":[1]})"));
  memory.write(rows);
  CHECK(load_addresses(memory.store).error().code == bad_row);
}

}  // namespace waarmerk::node::records
