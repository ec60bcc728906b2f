#include "node/records/trusts.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

const tests::Issuer school(1);
const Sha256 one = sha256(bytes_of("one"));
const Sha256 two = sha256(bytes_of("two"));

void save(tests::MemoryRecords& memory, const std::function<void(storage::Batch&)>& add) {
  storage::Batch rows;
  add(rows);
  memory.write(rows);
}

}  // namespace

TEST_CASE("a trust is kept with whom it is about, and its end beside it") {
  tests::MemoryRecords memory;
  const TrustName name{school.feed(), one};
  CHECK_FALSE(*find_trust(memory.store, name));
  save(memory, [&](auto& rows) {
    save_trust(rows, name, {1, 7, tests::start_time}, "did:web:town.example");
  });
  auto found = *find_trust(memory.store, name);
  REQUIRE(found);
  CHECK(found->about == "did:web:town.example");
  CHECK(found->said->seq == 7);
  CHECK_FALSE(found->ended);
  save(memory, [&](auto& rows) {
    save_trust_end(rows, name, {one, "They moved.", tests::start_time + 1});
  });
  found = *find_trust(memory.store, name);
  CHECK(found->ended == tests::start_time + 1);
  CHECK(found->reason == "They moved.");
  CHECK(found->said);
}

TEST_CASE("an end that comes first is kept, and what it ends stays ended") {
  tests::MemoryRecords memory;
  const TrustName name{school.feed(), one};
  save(memory, [&](auto& rows) { save_trust_end(rows, name, {one, "", tests::start_time}); });
  CHECK_FALSE((*find_trust(memory.store, name))->said);
  save(memory, [&](auto& rows) { save_trust(rows, name, {}, "did:web:town.example"); });
  CHECK((*find_trust(memory.store, name))->ended);
}

TEST_CASE("the trusts of one issuer are listed, and of no other") {
  tests::MemoryRecords memory;
  const tests::Issuer town(2);
  save(memory, [&](auto& rows) {
    save_trust(rows, {school.feed(), one}, {}, "a");
    save_trust(rows, {school.feed(), two}, {}, "b");
    save_trust_end(rows, {school.feed(), two}, {two, "", tests::start_time});
    save_trust(rows, {town.feed(), one}, {}, "c");
  });
  CHECK(list_trusts(memory.store, school.feed())->size() == 2);
  CHECK(list_trusts(memory.store, town.feed())->front().about == "c");
  CHECK(list_trusts(memory.store, tests::Issuer(3).feed())->empty());
  save(memory, [&](auto& rows) {
    rows.put(family::trust, Key().bytes(town.feed().value), bytes_of("{}"));
  });
  CHECK(list_trusts(memory.store, town.feed()).error().code == bad_row);
}

}  // namespace waarmerk::node::records
