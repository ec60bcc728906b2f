#include "node/records/audit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node::records {
namespace {

AuditedDecision decision_at(std::int64_t ms, std::uint64_t number = 7) {
  return {.place = {{ms}, number},
          .outcome = "genuine",
          .code = "badge.genuine",
          .codes = {"badge.signature_good", "badge.not_revoked"},
          .status = "not_revoked",
          .grade = "A",
          .issuer = "did:web:library.example"};
}

struct Shelf {
  void save(const AuditedDecision& decision) {
    storage::Batch rows;
    save_decision(rows, decision);
    memory.write(rows);
  }
  std::vector<std::int64_t> times(const AuditPage& page = {}) const {
    std::vector<std::int64_t> found;
    for (const auto& one : list_decisions(memory.store, page).value()) {
      found.push_back(one.place.at.ms);
    }
    return found;
  }
  std::size_t forget(const AuditCut& cut) {
    storage::Batch rows;
    const auto count = forget_decisions(memory.store, rows, cut).value();
    memory.write(rows);
    return count;
  }

  tests::MemoryRecords memory;
};

using Times = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a decision comes back as it was kept") {
  Shelf shelf;
  shelf.save(decision_at(1'000));
  const auto found = list_decisions(shelf.memory.store, {}).value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].place == AuditPlace{{1'000}, 7});
  CHECK(found[0].outcome == "genuine");
  CHECK(found[0].code == "badge.genuine");
  CHECK(found[0].codes.size() == 2);
  CHECK(found[0].status == "not_revoked");
  CHECK(found[0].grade == "A");
  CHECK(found[0].issuer == "did:web:library.example");
}

TEST_CASE("decisions are listed from the newest on, page by page, two of one moment too") {
  Shelf shelf;
  for (const std::int64_t ms : {1'000, 3'000, 2'000}) shelf.save(decision_at(ms));
  shelf.save(decision_at(2'000, 8));
  CHECK(shelf.times() == Times{3'000, 2'000, 2'000, 1'000});
  CHECK(shelf.times({.limit = 2}) == Times{3'000, 2'000});
  CHECK(shelf.times({.before = AuditPlace{{2'000}, 8}}) == Times{2'000, 1'000});
  CHECK(count_decisions(shelf.memory.store).value() == 4);
}

TEST_CASE("what is too old is forgotten, and where there is no room the oldest") {
  Shelf shelf;
  for (const std::int64_t ms : {1'000, 2'000, 3'000, 4'000}) shelf.save(decision_at(ms));
  CHECK(shelf.forget({.until = {2'000}}) == 1);
  CHECK(shelf.times() == Times{4'000, 3'000, 2'000});
  CHECK(shelf.forget({.until = {2'000}}) == 0);
  CHECK(shelf.forget({.until = {0}, .count_min = 2}) == 2);
  CHECK(shelf.times() == Times{4'000});
}

TEST_CASE("a database of before there were audits goes on, and keeps them from then on") {
  const tests::TemporaryFolder folder;
  const std::vector<std::string> all(family_names.begin(), family_names.end());
  const std::vector<std::string> before(all.begin(), std::ranges::find(all, "audit"));
  REQUIRE(before.size() < all.size());
  const auto key = bytes_of(std::string_view("did:web:library.example"));
  {
    const auto store = storage::RocksStore::open(folder / "db", before);
    REQUIRE(store);
    storage::Batch rows;
    rows.put(family::interest, key, bytes_of("{}"));
    REQUIRE((*store)->write(rows, storage::Durability::durable));
  }
  const auto store = storage::RocksStore::open(folder / "db", all);
  REQUIRE(store);
  CHECK((*store)->get(family::interest, key)->has_value());
  storage::Batch rows;
  save_decision(rows, decision_at(1'000));
  REQUIRE((*store)->write(rows, storage::Durability::durable));
  CHECK(count_decisions(**store).value() == 1);
  CHECK((*store)->get(family::interest, key)->has_value());
}

TEST_CASE("a row that cannot be read is damage") {
  Shelf shelf;
  storage::Batch rows;
  rows.put(family::audit, Key().u64(1).u64(2), bytes_of("{}"));
  shelf.memory.write(rows);
  CHECK(list_decisions(shelf.memory.store, {}).error().code == bad_row);
}

}  // namespace waarmerk::node::records
