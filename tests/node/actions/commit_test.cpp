#include "node/actions/commit.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::MemoryRecords;
using tests::run_task;

storage::Batch row(std::string_view key) {
  storage::Batch batch;
  batch.put(records::family::peer, bytes_of(key), bytes_of("{}"));
  return batch;
}

bool is_there(const MemoryRecords& memory, std::string_view key) {
  return memory.store.get(records::family::peer, bytes_of(key))->has_value();
}

}  // namespace

TEST_CASE("a batch is in the store when the wait for it ends") {
  MemoryRecords memory;
  REQUIRE(run_task(commit(memory.journal, row("a"))));
  CHECK(is_there(memory, "a"));
  CHECK(run_task(commit(memory.journal, {})));
}

TEST_CASE("after a write that failed nothing is told to be on disk any more") {
  MemoryRecords memory;
  memory.store.is_full = true;
  CHECK(run_task(commit(memory.journal, row("a"))).error().code == storage::full_disk);
  memory.store.is_full = false;
  CHECK(run_task(commit(memory.journal, row("b"))).error().code == storage::journal_closed);
  CHECK(run_task(commit(memory.journal, {})).error().code == storage::journal_closed);
  CHECK_FALSE(is_there(memory, "b"));
}

}  // namespace waarmerk::node::actions
