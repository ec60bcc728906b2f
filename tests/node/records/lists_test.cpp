#include "node/records/lists.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("a list of another issuer comes back as it was kept") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  save_list(batch, {.url = "https://school.example/status/1",
                    .issuer = "did:web:school.example",
                    .credential = "{\"a\":1}",
                    .source = "gossip",
                    .received = {1'000},
                    .valid_from = UnixTime{500},
                    .ttl_ms = 60,
                    .place = ListPlace{1, 41}});
  memory.write(batch);
  const auto find = [&](std::string_view url, std::string_view issuer) {
    return find_list(memory.store, {.url = url, .issuer = issuer});
  };
  const auto found = find("https://school.example/status/1", "did:web:school.example");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->credential == "{\"a\":1}");
  CHECK((*found)->ttl_ms == 60);
  CHECK((*found)->valid_from->ms == 500);
  CHECK((*found)->place->epoch == 1);
  CHECK((*found)->place->seq == 41);
  CHECK_FALSE(*find("https://school.example/status/2", "did:web:school.example"));
  CHECK_FALSE(*find("https://school.example/status/1", "did:web:thief.example"));
  CHECK(list_lists(memory.store)->size() == 1);
}

TEST_CASE("a list that is no text comes back to the byte") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  const std::string bytes("\xd2\x84\x00\xff", 4);
  save_list(batch, {.url = "https://school.example/status/1",
                    .issuer = "did:web:school.example",
                    .credential = bytes,
                    .source = "https",
                    .received = {1'000}});
  memory.write(batch);
  const auto found =
      find_list(memory.store, {"https://school.example/status/1", "did:web:school.example"});
  REQUIRE(found);
  CHECK((*found)->credential == bytes);
}

TEST_CASE("a list is found by each name of an issuer that moved") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  constexpr std::string_view place = "https://school.example/status/1";
  save_list(batch, {.url = std::string(place),
                    .issuer = "did:webvh:QmOne:school.example",
                    .credential = "{}",
                    .source = "gossip",
                    .received = {1'000}});
  memory.write(batch);
  CHECK(*find_list(memory.store, {place, "did:webvh:QmOne:club.example"}));
  CHECK_FALSE(*find_list(memory.store, {place, "did:webvh:QmTwo:school.example"}));
}

TEST_CASE("two issuers that name the same place have each their own list there") {
  tests::MemoryRecords memory;
  storage::Batch batch;
  KnownList list{.url = "https://school.example/status/1",
                 .issuer = "did:web:thief.example",
                 .credential = "{\"thief\":1}",
                 .source = "gossip",
                 .received = {1'000}};
  save_list(batch, list);
  list.issuer = "did:web:school.example";
  list.credential = "{\"school\":1}";
  save_list(batch, list);
  memory.write(batch);
  const auto of = [&](std::string_view issuer) {
    return (*find_list(memory.store, {.url = list.url, .issuer = issuer}))->credential;
  };
  CHECK(of("did:web:school.example") == "{\"school\":1}");
  CHECK(of("did:web:thief.example") == "{\"thief\":1}");
}

TEST_CASE("revocations that were taken back are remembered for their own list only") {
  tests::MemoryRecords memory;
  const ListName one{.url = "https://school.example/status/1", .issuer = "did:web:school.example"};
  const ListName two{.url = "https://school.example/status/2", .issuer = "did:web:school.example"};
  storage::Batch batch;
  save_kept_revocations(batch, one, "uH4sI");
  memory.write(batch);
  CHECK(*find_kept_revocations(memory.store, one) == "uH4sI");
  CHECK_FALSE(*find_kept_revocations(memory.store, two));
}

}  // namespace waarmerk::node::records
