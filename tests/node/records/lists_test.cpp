#include "node/records/lists.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a list of another issuer comes back as it was kept") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_list(batch, {.url = "https://school.example/status/1",
                    .issuer = "did:web:school.example",
                    .credential = "{\"a\":1}",
                    .source = "gossip",
                    .received = {1'000},
                    .valid_from = UnixTime{500},
                    .ttl_ms = 60});
  memory.write(batch);
  const auto found = find_list(memory.store, "https://school.example/status/1");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->credential == "{\"a\":1}");
  CHECK((*found)->ttl_ms == 60);
  CHECK((*found)->valid_from->ms == 500);
  CHECK_FALSE(*find_list(memory.store, "https://school.example/status/2"));
  CHECK(list_lists(memory.store)->size() == 1);
}

TEST_CASE("a revocation that was taken back is remembered for its own list only") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  keep_revoked(batch, "https://school.example/status/1", 94'567, {1'000});
  keep_revoked(batch, "https://school.example/status/1", 3, {1'000});
  memory.write(batch);
  CHECK(*kept_revoked(memory.store, "https://school.example/status/1") ==
        std::vector<std::uint64_t>{3, 94'567});
  CHECK(kept_revoked(memory.store, "https://school.example/status/2")->empty());
}

}  // namespace waarmerk::node::records
