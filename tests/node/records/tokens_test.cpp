#include "node/records/tokens.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a token comes back with its hash and scopes, and is gone when erased") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_token(
      batch,
      {"t1", sha256(bytes_of("secret")), {"issue", "read"}, "desk", {1'000}, UnixTime{9'000}});
  memory.write(batch);
  const auto found = find_token(memory.store, "t1");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->hash == sha256(bytes_of("secret")));
  CHECK((*found)->scopes == std::vector<std::string>{"issue", "read"});
  CHECK((*found)->expires->ms == 9'000);
  CHECK(list_tokens(memory.store)->size() == 1);
  storage::Batch erasure;
  erase_token(erasure, "t1");
  memory.write(erasure);
  CHECK_FALSE(*find_token(memory.store, "t1"));
}

}  // namespace waarmerk::node::records
