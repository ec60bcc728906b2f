#include "node/records/invitations.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

trust::Invitation invitation(std::uint8_t number) {
  return {.inviter = did::Did::parse("did:web:town.example").value(),
          .nonce = {number},
          .until = {second_ms},
          .terms = {.scope = trust::any_scope()}};
}

}  // namespace

TEST_CASE("open invitations are kept in their order, and those alone that were saved last") {
  tests::MemoryRecords memory;
  CHECK(load_invitations(memory.store)->empty());
  storage::Batch rows;
  save_invitations(rows, std::vector{invitation(1), invitation(2)});
  memory.write(rows);
  const auto both = load_invitations(memory.store);
  REQUIRE(both);
  REQUIRE(both->size() == 2);
  CHECK(both->front().nonce == invitation(1).nonce);
  CHECK(both->back().terms == invitation(2).terms);
  storage::Batch fewer;
  save_invitations(fewer, std::vector{invitation(2)});
  memory.write(fewer);
  CHECK(load_invitations(memory.store)->size() == 1);
}

TEST_CASE("a row of invitations that was damaged is told, not guessed") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  rows.put(family::meta, bytes_of("invitations"), bytes_of(R"({"open":[{"iss":"x"}]})"));
  memory.write(rows);
  CHECK(load_invitations(memory.store).error().code == bad_row);
}

}  // namespace waarmerk::node::records
