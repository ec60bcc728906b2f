#include "node/records/interests.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

const did::Did library = *did::Did::parse("did:web:library.example");
const did::Did school = *did::Did::parse("did:web:school.example");

}  // namespace

TEST_CASE("an interest is kept with its day, replaced by a later one, and forgotten") {
  tests::MemoryRecords memory;
  CHECK(list_interests(memory.store)->empty());
  storage::Batch rows;
  save_interest(rows, {school, UnixTime{5 * day_ms}});
  save_interest(rows, {library, UnixTime{5 * day_ms}});
  save_interest(rows, {library, UnixTime{6 * day_ms}});
  memory.write(rows);
  const auto both = list_interests(memory.store).value();
  REQUIRE(both.size() == 2);
  CHECK(both[0].issuer == library);
  CHECK(both[0].day == UnixTime{6 * day_ms});
  CHECK(both[1].issuer == school);
  storage::Batch removal;
  forget_interest(removal, library);
  memory.write(removal);
  CHECK(list_interests(memory.store)->size() == 1);
}

TEST_CASE("a row of interests that is none is damage") {
  for (const auto& [key, value] : {std::pair{"library", R"({"day":"2026-01-01T00:00:00Z"})"},
                                   std::pair{"did:web:library.example", R"({"day":7})"}}) {
    tests::MemoryRecords memory;
    storage::Batch rows;
    rows.put(family::interest, bytes_of(key), bytes_of(value));
    memory.write(rows);
    CHECK(list_interests(memory.store).error().code == bad_row);
  }
}

}  // namespace waarmerk::node::records
