#include "node/records/trust_bits.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::node::records {
namespace {

using tests::town_time;

const auto gemeente = *did::Did::parse("did:web:rotterdam.example");
const auto west = *did::Did::parse("did:web:westpractice.example");
const auto tao = *did::Did::parse("did:web:tao.example");

trust::Endorsement word(const did::Did& by, const did::Did& about) {
  return {.id = "urn:uuid:1",
          .name = "A word",
          .truster = by,
          .truster_name = "Gemeente",
          .trustee = about,
          .comment = "We visited.",
          .kind = trust::Kind::introduce,
          .amount = 60,
          .depth = 2,
          .quota = 7,
          .scope = {.values = {{trust::Dimension::skill, {"making", "swimming"}},
                               {trust::Dimension::jurisdiction, {"NL-ZH"}}}},
          .basis = "visited",
          .answers = "uAnswer",
          .from = town_time,
          .until = town_time + 365 * day_ms};
}

BitPlace place_of(const did::Did& by, std::uint64_t seq, std::uint32_t epoch = 0) {
  return {feed::feed_id_of(by), {epoch, seq}};
}

void save(tests::MemoryRecords& memory, const BitPlace& place, const trust::Endorsement& said) {
  storage::Batch rows;
  save_trust_bit(rows, place.place, said);
  memory.write(rows);
}

}  // namespace

TEST_CASE("a bit of trust is read as it was said") {
  tests::MemoryRecords memory;
  const auto said = word(gemeente, west);
  save(memory, place_of(gemeente, 5, 1), said);
  const auto read = *find_trust_bit(memory.store, place_of(gemeente, 5, 1));
  REQUIRE(read);
  CHECK(read->id == said.id);
  CHECK(read->name == said.name);
  CHECK(read->truster == said.truster);
  CHECK(read->truster_name == said.truster_name);
  CHECK(read->trustee == said.trustee);
  CHECK(read->comment == said.comment);
  CHECK(read->kind == said.kind);
  CHECK(read->amount == said.amount);
  CHECK(read->depth == said.depth);
  CHECK(read->quota == said.quota);
  CHECK(read->scope == said.scope);
  CHECK(read->basis == said.basis);
  CHECK(read->answers == said.answers);
  CHECK(read->from == said.from);
  CHECK(read->until == said.until);
  CHECK_FALSE(*find_trust_bit(memory.store, place_of(gemeente, 6, 1)));
  auto any = said;
  any.scope = trust::any_scope();
  any.kind = trust::Kind::issue;
  any.depth = 0;
  any.is_plain = true;
  save(memory, place_of(gemeente, 6, 1), any);
  const auto other = *find_trust_bit(memory.store, place_of(gemeente, 6, 1));
  CHECK(other->scope == any.scope);
  CHECK(other->kind == any.kind);
  CHECK(other->is_plain);
  CHECK_FALSE(read->is_plain);
}

TEST_CASE("where a bit shows that it was withdrawn is kept, of one that names a place") {
  tests::MemoryRecords memory;
  auto said = word(gemeente, west);
  save(memory, place_of(gemeente, 1), said);
  said.shown_at = trust::ShownAt{"https://rotterdam.example/status/1", 4'294'967'295};
  save(memory, place_of(gemeente, 2), said);
  CHECK_FALSE((*find_trust_bit(memory.store, place_of(gemeente, 1)))->shown_at);
  CHECK((*find_trust_bit(memory.store, place_of(gemeente, 2)))->shown_at == said.shown_at);
}

TEST_CASE("bits are listed by who said them and by whom they are about, in their order") {
  tests::MemoryRecords memory;
  save(memory, place_of(gemeente, 300), word(gemeente, west));
  save(memory, place_of(gemeente, 2), word(gemeente, tao));
  save(memory, place_of(gemeente, 1, 1), word(gemeente, west));
  save(memory, place_of(tao, 4), word(tao, west));
  std::vector<BitPlace> by;
  REQUIRE(visit_bits_by(memory.store, feed::feed_id_of(gemeente), [&](const auto& place, auto&) {
    by.push_back(place);
    return Result<void>();
  }));
  CHECK(by ==
        std::vector{place_of(gemeente, 2), place_of(gemeente, 300), place_of(gemeente, 1, 1)});
  const auto about = *list_bits_about(memory.store, feed::feed_id_of(west));
  CHECK(about.size() == 3);
  CHECK(std::ranges::find(about, place_of(tao, 4)) != about.end());
  CHECK(list_bits_about(memory.store, feed::feed_id_of(gemeente))->empty());
  std::vector<BitPlace> all;
  REQUIRE(visit_trust_bits(memory.store, [&](const auto& place, const auto&) {
    all.push_back(place);
    return Result<void>();
  }));
  CHECK(all.size() == 4);
  CHECK(std::ranges::is_sorted(all));
}

TEST_CASE("all that one organisation said is visited, also what no list has room for") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  for (std::uint64_t seq = 1; seq <= bit_places_max; ++seq)
    save_trust_bit(rows, place_of(gemeente, seq).place, word(gemeente, west));
  memory.write(rows);
  save(memory, place_of(gemeente, 1, 1), word(gemeente, tao));
  save(memory, place_of(tao, 1), word(tao, west));
  CHECK(list_bits_about(memory.store, feed::feed_id_of(west))->size() == bit_places_max);
  CHECK(*find_newest_by(memory.store, feed::feed_id_of(gemeente)) == place_of(gemeente, 1, 1));
  std::vector<BitPlace> places;
  did::Did last = west;
  REQUIRE(visit_bits_by(memory.store, feed::feed_id_of(gemeente),
                        [&](const auto& place, const auto& said) -> Result<void> {
                          places.push_back(place);
                          last = said.trustee;
                          return {};
                        }));
  CHECK(places.size() == bit_places_max + 1);
  CHECK(places.back() == place_of(gemeente, 1, 1));
  CHECK(last == tao);
}

TEST_CASE("the newest that one said is found, and one of what is said of it") {
  tests::MemoryRecords memory;
  const auto newest = [&](const did::Did& did) {
    return *find_newest_by(memory.store, feed::feed_id_of(did));
  };
  const auto about = [&](const did::Did& did) {
    return *find_one_about(memory.store, feed::feed_id_of(did));
  };
  CHECK_FALSE(newest(gemeente));
  CHECK_FALSE(about(west));
  save(memory, place_of(gemeente, 300), word(gemeente, west));
  save(memory, place_of(gemeente, 2), word(gemeente, west));
  CHECK(newest(gemeente) == place_of(gemeente, 300));
  save(memory, place_of(gemeente, 1, 1), word(gemeente, west));
  CHECK(newest(gemeente) == place_of(gemeente, 1, 1));
  CHECK(about(west)->truster == feed::feed_id_of(gemeente));
  CHECK_FALSE(newest(west));
  CHECK_FALSE(about(gemeente));
}

TEST_CASE("who is forgotten has said nothing, and what others say of it stays") {
  tests::MemoryRecords memory;
  save(memory, place_of(gemeente, 2), word(gemeente, tao));
  save(memory, place_of(tao, 4), word(tao, gemeente));
  storage::Batch rows;
  REQUIRE(erase_trust_bits(memory.store, rows, feed::feed_id_of(gemeente)));
  memory.write(rows);
  CHECK_FALSE(*find_newest_by(memory.store, feed::feed_id_of(gemeente)));
  CHECK(list_bits_about(memory.store, feed::feed_id_of(tao))->empty());
  CHECK(list_bits_about(memory.store, feed::feed_id_of(gemeente))->size() == 1);
}

TEST_CASE("a row that was not written here is damage") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  rows.put(family::tout, Key().bytes(feed::feed_id_of(gemeente).value).u32(0).u64(1),
           bytes_of(R"({"id":"x"})"));
  rows.put(family::tin, Key().bytes(feed::feed_id_of(west).value).u32(1), {});
  memory.write(rows);
  CHECK(find_trust_bit(memory.store, place_of(gemeente, 1)).error().code == bad_row);
  CHECK(list_bits_about(memory.store, feed::feed_id_of(west)).error().code == bad_row);
  CHECK(find_one_about(memory.store, feed::feed_id_of(west)).error().code == bad_row);
}

}  // namespace waarmerk::node::records
