#include "node/records/endings.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

const tests::Issuer school(1);
const tests::Issuer town(2);

struct Kept {
  void save(const std::function<void(storage::Batch&)>& add) {
    storage::Batch rows;
    add(rows);
    memory.write(rows);
  }
  void appoint(const feed::FeedId& by, const feed::FeedId& to, std::uint64_t seq) {
    save([&](auto& rows) {
      save_appointment(
          rows, {by, {0, seq, tests::start_time}, {.to = to, .from = tests::start_time + 5}});
    });
  }
  tests::MemoryRecords memory;
};

}  // namespace

TEST_CASE("that a feed ended is kept with when and why") {
  Kept kept;
  CHECK_FALSE(*find_closing(kept.memory.store, school.feed()));
  kept.save([](auto& rows) {
    save_closing(rows, school.feed(), {{1, 41, tests::start_time}, "Merged é"});
  });
  const auto found = find_closing(kept.memory.store, school.feed());
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->reason == "Merged é");
  CHECK((*found)->said.epoch == 1);
  CHECK((*found)->said.seq == 41);
  CHECK((*found)->said.at == tests::start_time);
  CHECK_FALSE(*find_closing(kept.memory.store, town.feed()));
}

TEST_CASE("of several appointments the last that was kept counts") {
  Kept kept;
  CHECK_FALSE(*find_appointment(kept.memory.store, school.feed()));
  const tests::Issuer province(3);
  kept.appoint(school.feed(), town.feed(), 8);
  kept.appoint(school.feed(), province.feed(), 9);
  const auto found = find_appointment(kept.memory.store, school.feed());
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->by == school.feed());
  CHECK((*found)->said.seq == 9);
  CHECK((*found)->succession.to == province.feed());
  CHECK((*found)->succession.from == tests::start_time + 5);
}

TEST_CASE("those who appointed a feed are found by it") {
  Kept kept;
  const tests::Issuer shop(4);
  kept.appoint(school.feed(), town.feed(), 8);
  kept.appoint(shop.feed(), school.feed(), 3);
  kept.save([](auto& rows) { save_closing(rows, school.feed(), {{}, "done"}); });
  const auto found = list_appointments_of(kept.memory.store, town.feed());
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK(found->front().by == school.feed());
  CHECK(list_appointments_of(kept.memory.store, shop.feed())->empty());
}

TEST_CASE("a row that cannot be read is damage") {
  Kept kept;
  kept.save([](auto& rows) {
    rows.put(family::ending, Key().bytes(school.feed().value).text("heir"),
             bytes_of(R"({"epoch":0,"seq":1,"at":"2026-03-03T10:12:00Z","payload":"00"})"));
  });
  CHECK(find_appointment(kept.memory.store, school.feed()).error().code == bad_row);
  CHECK(list_appointments_of(kept.memory.store, town.feed()).error().code == bad_row);
}

TEST_CASE("those whose lists we go on with are listed, each once") {
  Kept kept;
  CHECK(list_wards(kept.memory.store)->empty());
  for (const auto* did : {"did:web:b.example", "did:web:a.example", "did:web:b.example"}) {
    kept.save([&](auto& rows) { save_ward(rows, did, tests::start_time); });
  }
  CHECK(*list_wards(kept.memory.store) ==
        std::vector<std::string>{"did:web:a.example", "did:web:b.example"});
}

}  // namespace waarmerk::node::records
