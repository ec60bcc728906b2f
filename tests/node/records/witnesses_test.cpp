#include "node/records/witnesses.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::records {

using tests::witness_time;
using tests::WitnessDesk;

TEST_CASE("what a witness wrote comes back as it was, forks and all") {
  tests::MemoryRecords memory;
  WitnessDesk desk;
  REQUIRE(desk.witness.see(tests::header_at(1, 5), witness_time));
  REQUIRE(desk.witness.see(tests::fork_at(2, 3), witness_time));
  const auto draft = desk.witness.next(witness_time);
  REQUIRE(draft);
  storage::Batch rows;
  save_snapshot_draft(rows, *draft);
  memory.write(rows);
  desk.write(*draft);
  CHECK(*load_witness(memory.store, desk.self()) == desk.disk);
  CHECK(witness::Witness::make(desk.self(), *load_witness(memory.store, desk.self()),
                               witness::Memory::whole));
  CHECK(*load_witness(memory.store, WitnessDesk(2).self()) == witness::WitnessState{});
}

TEST_CASE("a row that no witness wrote is damage") {
  tests::MemoryRecords memory;
  const auto self = WitnessDesk().self();
  const auto key = sha256(bytes_of(self.text()));
  for (const std::size_t length : {std::size_t{79}, std::size_t{81}}) {
    storage::Batch rows;
    rows.put(family::witnessed, key.value, Bytes(length));
    memory.write(rows);
    CHECK(load_witness(memory.store, self).error().code == bad_row);
  }
  storage::Batch rows;
  rows.put(family::witnessed, Key().bytes(key.value).bytes(Bytes(32)), Bytes(86));
  memory.write(rows);
  CHECK(load_witness(memory.store, self).error().code == bad_row);
}

TEST_CASE("snapshots and proofs of others are kept for each witness and feed") {
  tests::MemoryRecords memory;
  const auto one = WitnessDesk(1).self();
  const auto other = WitnessDesk(2).self();
  const auto feed = tests::header_at(7, 1).feed;
  storage::Batch rows;
  save_proof(rows, feed, one, Bytes{1});
  save_proof(rows, feed, other, Bytes{2});
  save_snapshot(rows, one, Bytes{3});
  memory.write(rows);
  CHECK(*find_proof(memory.store, feed, one) == Bytes{1});
  CHECK(*find_proof(memory.store, feed, other) == Bytes{2});
  CHECK_FALSE(*find_proof(memory.store, tests::header_at(8, 1).feed, one));
  CHECK(list_proofs(memory.store, feed, 9)->size() == 2);
  CHECK(list_proofs(memory.store, feed, 1)->size() == 1);
  CHECK(list_proofs(memory.store, feed, 0)->empty());
  CHECK(*find_snapshot(memory.store, one) == Bytes{3});
  CHECK_FALSE(*find_snapshot(memory.store, other));
}

TEST_CASE("a witness that broke its word is remembered with what shows it") {
  tests::MemoryRecords memory;
  const auto one = WitnessDesk(1).self();
  CHECK_FALSE(*is_broken_witness(memory.store, one));
  storage::Batch rows;
  save_broken_witness(rows, one, Bytes{1}, Bytes{2});
  memory.write(rows);
  CHECK(*is_broken_witness(memory.store, one));
  CHECK_FALSE(*is_broken_witness(memory.store, WitnessDesk(2).self()));
  CHECK_FALSE(*find_snapshot(memory.store, one));
}

}  // namespace waarmerk::node::records
