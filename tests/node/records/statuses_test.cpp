#include "node/records/statuses.hpp"

#include <doctest/doctest.h>

#include <set>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::records {
namespace {

using tests::MemoryRecords;
using tests::SeededRandom;

constexpr ListKind revocation{"revocation", "https://library.example"};
constexpr ListKind suspension{"suspension", "https://library.example"};
constexpr UnixTime monday{1'772'532'720'000};

/// Publishes every list, as the publisher does.
void publish(MemoryRecords& memory) {
  storage::Batch batch;
  for (const auto& list : memory.records.statuses.lists()) {
    memory.records.statuses.publish(batch, list.number, {monday, "{}"});
  }
  memory.write(batch);
}

}  // namespace

TEST_CASE("a place in a status list is never given twice, also not after a restart") {
  MemoryRecords memory;
  SeededRandom random(3);
  std::set<std::pair<std::uint32_t, std::uint32_t>> given;
  storage::Batch batch;
  for (int i = 0; i < 3000; ++i) {
    const auto slot = memory.records.statuses.draw(batch, revocation, random);
    CHECK(given.emplace(slot.list, slot.index).second);
  }
  memory.write(batch);
  memory.restart();
  SeededRandom same_chance(3);
  storage::Batch more;
  for (int i = 0; i < 3000; ++i) {
    const auto slot = memory.records.statuses.draw(more, revocation, same_chance);
    CHECK(given.emplace(slot.list, slot.index).second);
  }
}

TEST_CASE("places are spread over the whole list, so that neighbours in time are not neighbours") {
  MemoryRecords memory;
  SeededRandom random(5);
  storage::Batch batch;
  std::set<std::uint32_t> eighths;
  for (int i = 0; i < 200; ++i) {
    const auto slot = memory.records.statuses.draw(batch, revocation, random);
    eighths.insert(slot.index / (list_entries / 8));
  }
  CHECK(eighths.size() == 8);
}

TEST_CASE("each purpose has lists of its own, and a new list opens when one is half full") {
  MemoryRecords memory;
  SeededRandom random(7);
  storage::Batch batch;
  Slot last = memory.records.statuses.draw(batch, revocation, random);
  CHECK(last.list != memory.records.statuses.draw(batch, suspension, random).list);
  for (std::uint32_t i = 0; i < list_entries / 2; ++i) {
    last = memory.records.statuses.draw(batch, revocation, random);
  }
  CHECK(last.list == 3);
  CHECK(memory.records.statuses.find(1)->taken_count == list_entries / 2);
}

TEST_CASE("a list is opened once for its purpose, and another only when a place is drawn") {
  MemoryRecords memory;
  SeededRandom random(7);
  memory.records.statuses.open(revocation);
  memory.records.statuses.open(revocation);
  CHECK(memory.records.statuses.lists().size() == 1);
  storage::Batch batch;
  memory.records.statuses.retire(batch);
  memory.records.statuses.open(revocation);
  CHECK(memory.records.statuses.lists().size() == 1);
  CHECK(memory.records.statuses.draw(batch, revocation, random).list == 2);
}

TEST_CASE("a node that moves keeps the addresses of its lists, and gives no place there any more") {
  MemoryRecords memory;
  SeededRandom random(7);
  storage::Batch batch;
  const auto before = memory.records.statuses.draw(batch, revocation, random);
  memory.write(batch);
  memory.restart();
  const ListKind moved{"revocation", "https://elsewhere.example"};
  storage::Batch more;
  const auto after = memory.records.statuses.draw(more, moved, random);
  CHECK(memory.records.statuses.find(before.list)->url == "https://library.example/status/1");
  CHECK(memory.records.statuses.find(after.list)->url == "https://elsewhere.example/status/2");
  CHECK(memory.records.statuses.find("https://library.example/status/1")->number == before.list);
  CHECK(memory.records.statuses.find("https://elsewhere.example/status/1") == nullptr);
  memory.records.statuses.open(moved);
  CHECK(memory.records.statuses.lists().size() == 2);
  CHECK(memory.records.statuses.draw(more, revocation, random).list == before.list);
}

TEST_CASE("an entry of a token is two bits beside each other, and is given once") {
  MemoryRecords memory;
  SeededRandom random(3);
  storage::Batch batch;
  std::set<std::uint32_t> given;
  for (int i = 0; i < 3000; ++i) {
    const auto place = memory.records.statuses.draw_token(batch, revocation.base, random);
    CHECK(place.index < token_entries);
    CHECK(given.insert(place.index).second);
    CHECK(place.revocation == Slot{1, place.index * 2});
    CHECK(place.suspension == Slot{1, place.index * 2 + 1});
  }
  CHECK(memory.records.statuses.find(1)->taken_count == 6000);
  CHECK(bits_of_entry(*memory.records.statuses.find(1)) == 2);
  memory.write(batch);
  memory.restart();
  storage::Batch more;
  const auto later = memory.records.statuses.draw_token(more, revocation.base, random);
  CHECK(later.revocation.list == 1);
  CHECK(given.insert(later.index).second);
  CHECK(memory.records.statuses.draw(more, revocation, random).list == 2);
  CHECK(bits_of_entry(*memory.records.statuses.find(2)) == 1);
}

TEST_CASE(
    "of a token that our feed tells another way, a suspension ends and a revocation does not") {
  MemoryRecords memory;
  SeededRandom random(7);
  storage::Batch batch;
  const auto place = memory.records.statuses.draw_token(batch, revocation.base, random);
  memory.write(batch);
  REQUIRE(memory.records.statuses.set(place.revocation, {true, monday, ""}));
  REQUIRE(memory.records.statuses.set(place.suspension, {true, monday, ""}));
  const Bytes clear(list_entries / 8);
  storage::Batch adopted;
  memory.records.statuses.adopt(adopted, {.url = "https://library.example/status/1",
                                          .purpose = token_purpose,
                                          .bits = clear,
                                          .version = 2,
                                          .at = monday});
  CHECK(memory.records.statuses.is_set(place.revocation));
  CHECK_FALSE(memory.records.statuses.is_set(place.suspension));
  CHECK(memory.records.statuses.find(1)->changed);
}

TEST_CASE("after a restore no place of the lists that there were is given, also after a restart") {
  MemoryRecords memory;
  SeededRandom random(7);
  storage::Batch batch;
  const auto slot = memory.records.statuses.draw(batch, revocation, random);
  memory.records.statuses.retire(batch);
  memory.write(batch);
  memory.restart();
  storage::Batch more;
  CHECK(memory.records.statuses.draw(more, revocation, random).list == slot.list + 1);
  CHECK(memory.records.statuses.set(slot, {true, monday, ""}));
}

TEST_CASE("what our own feed says of a list is taken over: revocations add up") {
  MemoryRecords memory;
  SeededRandom random(7);
  storage::Batch batch;
  const auto slot = memory.records.statuses.draw(batch, revocation, random);
  memory.write(batch);
  REQUIRE(memory.records.statuses.set(slot, {true, monday, "here"}));
  publish(memory);
  Bytes bits(list_entries / 8);
  bits[1] = 0x80;
  const FeedList from{.url = "https://library.example/status/1",
                      .purpose = "revocation",
                      .is_final = true,
                      .bits = bits,
                      .version = 7,
                      .at = monday,
                      .published = {.valid_until = monday + day_ms, .credential = "{}"}};
  storage::Batch adopted;
  memory.records.statuses.adopt(adopted, from);
  CHECK(memory.records.statuses.find(1)->changed);
  memory.write(adopted);
  memory.restart();
  CHECK(memory.records.statuses.is_set(slot));
  CHECK(memory.records.statuses.is_set({1, 8}));
  CHECK(memory.records.statuses.find(1)->version == 7);
}

TEST_CASE("what cannot be one of our lists is not taken over") {
  MemoryRecords memory;
  memory.records.statuses.open(revocation);
  const Bytes bits(list_entries / 8, 0xff);
  storage::Batch batch;
  const auto adopt = [&](std::string_view url, std::string_view purpose, ByteView of) {
    memory.records.statuses.adopt(batch, {.url = url, .purpose = purpose, .bits = of});
  };
  adopt("https://library.example/status/3", "revocation", bits);
  adopt("https://library.example/status/0", "revocation", bits);
  adopt("https://library.example/elsewhere", "revocation", bits);
  adopt("https://library.example/status/1", "suspension", bits);
  adopt("https://library.example/status/1", "revocation", ByteView(bits).first(9));
  CHECK(batch.empty());
  CHECK(memory.records.statuses.lists().size() == 1);
  CHECK_FALSE(memory.records.statuses.is_set({1, 0}));
}

TEST_CASE("a bit that was set is set after a restart, with its reason") {
  MemoryRecords memory;
  SeededRandom random(9);
  storage::Batch batch;
  const auto slot = memory.records.statuses.draw(batch, revocation, random);
  memory.write(batch);
  REQUIRE(memory.records.statuses.set(slot, {true, monday, "issued by mistake"}));
  CHECK(memory.records.statuses.is_set(slot));
  publish(memory);
  memory.restart();
  CHECK(memory.records.statuses.is_set(slot));
  const auto history = status_history(memory.store, slot);
  REQUIRE(history);
  REQUIRE(history->size() == 1);
  CHECK(history->front().reason == "issued by mistake");
  CHECK(history->front().at == monday);
}

TEST_CASE("the last change stands after a restart, also where the clock went back between two") {
  MemoryRecords memory;
  SeededRandom random(9);
  storage::Batch batch;
  const auto slot = memory.records.statuses.draw(batch, suspension, random);
  memory.write(batch);
  REQUIRE(memory.records.statuses.set(slot, {true, monday, ""}));
  publish(memory);
  memory.restart();
  REQUIRE(memory.records.statuses.set(slot, {false, monday - hour_ms, ""}));
  publish(memory);
  memory.restart();
  CHECK_FALSE(memory.records.statuses.is_set(slot));
}

TEST_CASE("a store that lost one of its lists is damaged, and is not written on") {
  MemoryRecords memory;
  SeededRandom random(9);
  storage::Batch batch;
  memory.records.statuses.draw(batch, revocation, random);
  memory.records.statuses.draw(batch, suspension, random);
  batch.erase(family::list, Key().u32(1).text("facts"));
  memory.write(batch);
  const auto loaded = Statuses::load(memory.store);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == bad_row);
}

TEST_CASE("a change that no list was published with is not on disk") {
  MemoryRecords memory;
  SeededRandom random(9);
  storage::Batch batch;
  const auto slot = memory.records.statuses.draw(batch, suspension, random);
  memory.write(batch);
  REQUIRE(memory.records.statuses.set(slot, {true, monday, ""}));
  memory.restart();
  CHECK_FALSE(memory.records.statuses.is_set(slot));
}

TEST_CASE("a place that no badge has cannot be set") {
  MemoryRecords memory;
  SeededRandom random(11);
  storage::Batch batch;
  const auto slot = memory.records.statuses.draw(batch, revocation, random);
  const Slot other{slot.list, (slot.index + 1) % list_entries};
  const auto set = memory.records.statuses.set(other, {true, monday, ""});
  REQUIRE_FALSE(set);
  CHECK(set.error().code == no_such_slot);
  CHECK(memory.records.statuses.set({99, 1}, {true, monday, ""}).error().code == no_such_slot);
}

}  // namespace waarmerk::node::records
