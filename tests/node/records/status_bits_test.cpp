#include "node/records/status_bits.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

constexpr ListName list{.url = "https://school.example/status/1",
                        .issuer = "did:web:school.example"};
constexpr std::uint64_t bits = 8 * 3 * status_page_bytes;

struct Pages {
  void save(const Bytes& before, const Bytes& now) {
    storage::Batch batch;
    save_status_pages(batch, list, before, now);
    written = batch.writes().size();
    memory.write(batch);
  }
  std::optional<std::uint64_t> value(std::uint64_t index, unsigned size = 1) const {
    return find_status_value(memory.store, list, bits, {index, size}).value();
  }

  tests::MemoryRecords memory;
  std::size_t written = 0;
};

}  // namespace

TEST_CASE("what is kept of a list comes back as it was saved") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_kept_status(batch, list,
                   {.source = "gossip",
                    .received = {1'000},
                    .valid_until = UnixTime{5'000},
                    .ttl_ms = 60,
                    .purposes = {"revocation", "suspension"},
                    .is_list_2021 = true,
                    .token_bits = 4,
                    .bits = bits,
                    .longest_bits = bits + 8,
                    .method = "did:web:school.example#key-1",
                    .key = "z6Mk",
                    .place = ListPlace{1, 41},
                    .sha256 = sha256({})});
  memory.write(batch);
  const auto found = find_kept_status(memory.store, list).value();
  REQUIRE(found);
  CHECK(found->source == "gossip");
  CHECK(found->received.ms == 1'000);
  CHECK_FALSE(found->valid_from);
  CHECK(found->place->epoch == 1);
  CHECK(found->place->seq == 41);
  CHECK(found->sha256 == sha256({}));
  CHECK(found->valid_until->ms == 5'000);
  CHECK(found->ttl_ms == 60);
  CHECK(found->purposes.size() == 2);
  CHECK(found->is_list_2021);
  CHECK(found->token_bits == 4);
  CHECK(found->longest_bits == bits + 8);
  CHECK(found->bits == bits);
  CHECK(found->method == "did:web:school.example#key-1");
  CHECK(found->key == "z6Mk");
  CHECK_FALSE(find_kept_status(memory.store, {.url = list.url, .issuer = "did:web:x"}).value());
}

TEST_CASE("the entries of a token stand in their bytes from the least significant bit up") {
  Pages pages;
  Bytes now(3 * status_page_bytes);
  now[0] = 0xc9;  // of two bits: 1, 2, 0, 3
  now[status_page_bytes] = 0x20;
  pages.save({}, now);
  const auto value = [&](std::uint64_t index, unsigned size) {
    const auto range = token_range(index, size);
    return pages.value(range.index, range.size);
  };
  CHECK(value(0, 2) == 1);
  CHECK(value(1, 2) == 2);
  CHECK(value(2, 2) == 0);
  CHECK(value(3, 2) == 3);
  CHECK(value(0, 1) == 1);
  CHECK(value(1, 1) == 0);
  CHECK(value(0, 4) == 9);
  CHECK(value(1, 4) == 12);
  CHECK(value(0, 8) == 0xc9);
  CHECK(value(8 * status_page_bytes + 5, 1) == 1);
  CHECK_FALSE(value(bits / 2, 2).has_value());
}

TEST_CASE("an entry is read out of its page, also where it lies across two") {
  Pages pages;
  Bytes now(3 * status_page_bytes);
  now[0] = 0x81;
  now[status_page_bytes - 1] = 0x01;
  now[status_page_bytes] = 0x80;
  pages.save({}, now);
  CHECK(pages.value(0) == 1);
  CHECK(pages.value(1) == 0);
  CHECK(pages.value(7) == 1);
  CHECK(pages.value(8 * status_page_bytes - 1) == 1);
  CHECK(pages.value(8 * status_page_bytes) == 1);
  CHECK(pages.value(0, 8) == 0x81);
  // In entries of three bits the one that begins a bit before the second page has 1, 1, 0.
  static_assert((8 * status_page_bytes - 1) % 3 == 1);
  CHECK(pages.value((8 * status_page_bytes - 1) / 3, 3) == 0b011);
  CHECK(pages.value(bits - 1) == 0);
  CHECK_FALSE(pages.value(bits));
  CHECK_FALSE(pages.value(bits / 3, 3));
}

TEST_CASE("only pages that changed are written, and those without a bit have no row") {
  Pages pages;
  Bytes now(3 * status_page_bytes);
  pages.save({}, now);
  CHECK(pages.written == 0);
  auto before = now;
  now[2 * status_page_bytes + 7] = 0xFF;
  pages.save(before, now);
  CHECK(pages.written == 1);
  CHECK(pages.value(8 * (2 * status_page_bytes + 7)) == 1);
  pages.save(now, before);
  CHECK(pages.written == 1);
  CHECK(pages.value(8 * (2 * status_page_bytes + 7)) == 0);
  pages.save(now, Bytes(status_page_bytes));  // a list that became shorter
  CHECK(pages.written == 1);
}

TEST_CASE("a row that cannot be read is damage") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  batch.put(family::bits, list_key(list), bytes_of(std::string_view("{}")));
  memory.write(batch);
  CHECK(find_kept_status(memory.store, list).error().code == bad_row);
}

}  // namespace waarmerk::node::records
