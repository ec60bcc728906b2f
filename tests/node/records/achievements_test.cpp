#include "node/records/achievements.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

void save(tests::MemoryRecords& memory, const std::string& id) {
  storage::Batch batch;
  save_achievement(batch, id, json::parse("{\"id\":\"" + id + "\"}")->root());
  memory.write(batch);
}

}  // namespace

TEST_CASE("definitions are found by id, and listed page by page") {
  tests::MemoryRecords memory;
  save(memory, "urn:c");
  save(memory, "urn:a");
  save(memory, "urn:b");
  CHECK(*find_achievement(memory.store, "urn:b"));
  CHECK_FALSE(*find_achievement(memory.store, "urn:x"));
  const auto first = list_achievements(memory.store, {.limit = 2});
  REQUIRE(first);
  REQUIRE(first->size() == 2);
  CHECK(first->at(1).text() == R"({"id":"urn:b"})");
  const auto rest = list_achievements(memory.store, {.after = "urn:b", .limit = 2});
  REQUIRE(rest);
  REQUIRE(rest->size() == 1);
  CHECK(rest->at(0).text() == R"({"id":"urn:c"})");
}

}  // namespace waarmerk::node::records
