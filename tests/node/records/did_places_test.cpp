#include "node/records/did_places.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a place has the claims that were kept for it, and another place has none") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  save_claims(
      rows, "library.example",
      {{.scid = "Qm1", .known = {1'000}, .served = UnixTime{2'000}},
       {.scid = "Qm2", .known = {3'000}, .denied = UnixTime{4'000}, .asked = UnixTime{5'000}}});
  memory.write(rows);
  const auto claims = list_claims(memory.store, "library.example");
  REQUIRE(claims);
  REQUIRE(claims->size() == 2);
  CHECK(claims->front().scid == "Qm1");
  CHECK(claims->front().known == UnixTime{1'000});
  CHECK(claims->front().served == UnixTime{2'000});
  CHECK_FALSE(claims->front().denied);
  CHECK(claims->back().denied == UnixTime{4'000});
  CHECK(claims->back().asked == UnixTime{5'000});
  CHECK(list_claims(memory.store, "library.example:a")->empty());
}

TEST_CASE("places are listed in their order, each page behind the last") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  for (const auto* place : {"c.example", "a.example", "a.example:x", "b.example"}) {
    save_claims(rows, place, {{.scid = "Qm1", .known = {1'000}}});
  }
  memory.write(rows);
  const auto first = list_places(memory.store, "", 3);
  REQUIRE(first);
  REQUIRE(first->size() == 3);
  CHECK(first->at(1).place == "a.example:x");
  const auto rest = list_places(memory.store, first->back().place, 3);
  REQUIRE(rest);
  REQUIRE(rest->size() == 1);
  CHECK(rest->front().place == "c.example");
  CHECK(list_places(memory.store, "c.example", 3)->empty());
}

}  // namespace waarmerk::node::records
