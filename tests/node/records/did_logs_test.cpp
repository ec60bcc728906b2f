#include "node/records/did_logs.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a history is found by the SCID of its DID, as it was kept last") {
  tests::MemoryRecords memory;
  const auto save = [&](const KnownLog& known) {
    storage::Batch rows;
    save_log(rows, "QmA", known);
    memory.write(rows);
  };
  save({.log = "{\"a\":1}\n", .witnesses = {}, .source = "https", .as_of = {1'000}});
  save({.log = "{\"a\":1}\n{\"b\":\"é\"}\n",
        .witnesses = "[]",
        .source = "gossip",
        .as_of = {2'000}});
  const auto found = find_log(memory.store, "QmA");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->log == "{\"a\":1}\n{\"b\":\"é\"}\n");
  CHECK((*found)->witnesses == "[]");
  CHECK((*found)->source == "gossip");
  CHECK((*found)->as_of.ms == 2'000);
  CHECK_FALSE(*find_log(memory.store, "Qm"));
}

}  // namespace waarmerk::node::records
