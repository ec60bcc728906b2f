#include "node/records/badges.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

Badge badge(const std::string& id, std::int64_t issued_ms) {
  return {id,        "urn:uuid:achievement", "did:key:zPerson", UnixTime{issued_ms}, Slot{1, 7},
          Slot{2, 9}};
}

}  // namespace

TEST_CASE("a badge comes back as it was kept, and its credential to the byte") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_badge(batch, badge("urn:uuid:a", 5), "{ \"id\" : 1 }");
  memory.write(batch);
  const auto found = find_badge(memory.store, "urn:uuid:a");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->subject == "did:key:zPerson");
  CHECK((*found)->revocation == Slot{1, 7});
  CHECK((*found)->suspension == Slot{2, 9});
  CHECK((*found)->issued.ms == 5);
  CHECK(**find_credential(memory.store, "urn:uuid:a") == "{ \"id\" : 1 }");
  CHECK_FALSE(*find_badge(memory.store, "urn:uuid:b"));
}

TEST_CASE("a badge knows what it was given again as, and its credential is not touched by that") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  auto paper = badge("urn:uuid:a", 5);
  save_badge(batch, paper, "{}");
  paper.claimed = {"urn:uuid:b", "urn:uuid:c"};
  save_badge_row(batch, paper);
  memory.write(batch);
  const auto found = find_badge(memory.store, "urn:uuid:a");
  REQUIRE(found);
  CHECK((*found)->claimed == paper.claimed);
  CHECK(**find_credential(memory.store, "urn:uuid:a") == "{}");
  CHECK(list_badges(memory.store, {})->size() == 1);
}

TEST_CASE("a badge has a digest where what is kept of it is not the whole") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  auto one = badge("urn:uuid:a", 5);
  one.digest = sha256(bytes_of("a credential"));
  save_badge(batch, one, "{}");
  save_badge(batch, badge("urn:uuid:b", 6), "{}");
  memory.write(batch);
  CHECK((*find_badge(memory.store, "urn:uuid:a"))->digest == one.digest);
  CHECK_FALSE((*find_badge(memory.store, "urn:uuid:b"))->digest);
}

TEST_CASE("badges are listed newest first, page by page") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_badge(batch, badge("urn:uuid:first", 1), "{}");
  save_badge(batch, badge("urn:uuid:third", 3), "{}");
  save_badge(batch, badge("urn:uuid:second", 2), "{}");
  memory.write(batch);
  const auto page = list_badges(memory.store, {.limit = 2});
  REQUIRE(page);
  REQUIRE(page->size() == 2);
  CHECK(page->at(0).id == "urn:uuid:third");
  CHECK(page->at(1).id == "urn:uuid:second");
  const auto next = list_badges(memory.store, {.before = page->at(1).id, .limit = 2});
  REQUIRE(next);
  REQUIRE(next->size() == 1);
  CHECK(next->at(0).id == "urn:uuid:first");
}

TEST_CASE("it is known who had a badge, by the whole of the DID") {
  tests::MemoryRecords memory;
  CHECK_FALSE(*has_badge_for(memory.store, "did:key:zPerson"));
  storage::Batch batch;
  save_badge(batch, badge("urn:uuid:a", 1), "{}");
  memory.write(batch);
  CHECK(*has_badge_for(memory.store, "did:key:zPerson"));
  CHECK_FALSE(*has_badge_for(memory.store, "did:key:zPers"));
  CHECK_FALSE(*has_badge_for(memory.store, "urn:uuid:achievement"));
}

TEST_CASE("a row that was damaged is told, not guessed") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  batch.put(family::badge, bytes_of("urn:uuid:a"), bytes_of("{\"achievement\":"));
  memory.write(batch);
  const auto found = find_badge(memory.store, "urn:uuid:a");
  REQUIRE_FALSE(found);
  CHECK(found.error().code == bad_row);
}

}  // namespace waarmerk::node::records
