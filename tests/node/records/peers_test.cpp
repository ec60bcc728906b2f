#include "node/records/peers.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("peers are kept, listed and forgotten by their URL") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_peer(batch, {"https://a.example", {1'000}});
  save_peer(batch, {"https://b.example", {2'000}});
  memory.write(batch);
  CHECK(list_peers(memory.store)->size() == 2);
  CHECK((*find_peer(memory.store, "https://b.example"))->added.ms == 2'000);
  storage::Batch erasure;
  erase_peer(erasure, "https://b.example");
  memory.write(erasure);
  CHECK_FALSE(*find_peer(memory.store, "https://b.example"));
}

}  // namespace waarmerk::node::records
