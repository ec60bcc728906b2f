// MemoryRecords: a store, a journal and records in memory, ready for a test.
#pragma once

#include <doctest/doctest.h>

#include <utility>

#include "node/records/families.hpp"
#include "node/records/records.hpp"
#include "storage/journal.hpp"
#include "tests/support/fragile_store.hpp"

namespace waarmerk::tests {

struct MemoryRecords {
  FragileStore store{node::records::family_names.size()};
  storage::Journal journal{store};
  node::records::Records records = load();

  node::records::Records load() {
    auto loaded = node::records::Records::load(store, journal);
    REQUIRE(loaded);
    return std::move(*loaded);
  }

  /// As the program does at a start: memory is built again from the store alone.
  void restart() { records.statuses = load().statuses; }

  void write(const storage::Batch& batch) {
    REQUIRE(store.write(batch, storage::Durability::durable));
  }
};

}  // namespace waarmerk::tests
