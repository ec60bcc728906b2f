// A process that writes through Journal and RocksStore is killed at moments it did not choose.
#include <doctest/doctest.h>

#include <cstdint>
#include <semaphore>
#include <string>
#include <vector>

#include "storage/journal.hpp"
#include "storage/key_order.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_child.hpp"

namespace waarmerk::storage {
namespace {

constexpr Family entries{0};
constexpr Family heads{1};
const std::vector<std::string> families{"entries", "heads"};
constexpr int waiting_max = 16;
constexpr std::uint64_t rounds = 8;

Bytes key_of(std::uint64_t number) { return KeyWriter().u64(number).take(); }

/// The first number that the store does not have; those before it are all there, with their head.
std::uint64_t count_whole(const Store& store) {
  std::uint64_t count = 0;
  bool in_order = true;
  REQUIRE(store.scan(entries, {}, [&](ByteView key, ByteView value) {
    in_order = in_order && to_bytes(key) == key_of(count++) && value.size() == 200;
    return in_order;
  }));
  CHECK(in_order);
  const auto head = store.get(heads, bytes_of("head"));
  REQUIRE(head);
  if (count > 0) CHECK(head->value_or(Bytes{}) == key_of(count - 1));
  return count;
}

TEST_CASE("child: commits until it is killed" * doctest::skip()) {
  const auto store =
      RocksStore::open(tests::child_folder(), families, {.family_write_buffer_bytes = 64 * 1024});
  REQUIRE(store);
  std::counting_semaphore<waiting_max> room{waiting_max};
  Journal journal(**store);
  for (auto number = count_whole(**store);; ++number) {
    room.acquire();
    Batch batch;
    batch.put(entries, key_of(number), Bytes(200, static_cast<std::uint8_t>(number)));
    batch.put(heads, bytes_of("head"), key_of(number));
    journal.commit(std::move(batch), [number, &room](const Result<void>& written) {
      if (!written) std::_Exit(1);
      tests::report(number);
      room.release();
    });
  }
}

TEST_CASE("nothing acknowledged is lost by kill -9, and no batch is there by half") {
  const tests::TemporaryFolder folder;
  tests::SeededRandom random(20261121);
  std::uint64_t acknowledged = 0;  // how many numbers, over all rounds
  for (std::uint64_t round = 0; round < rounds; ++round) {
    CAPTURE(round);
    tests::TestChild child("child: commits until it is killed", folder / "db");
    for (auto wanted = 1 + draw_below(random, 200); wanted > 0; --wanted) {
      const auto number = child.next_report();
      REQUIRE(number);
      acknowledged = *number + 1;
    }
    child.kill_and_wait();
    while (const auto number = child.next_report()) acknowledged = *number + 1;

    const auto store = RocksStore::open(folder / "db", families);
    REQUIRE(store);
    CHECK(count_whole(**store) >= acknowledged);
  }
  CHECK(acknowledged > rounds);
}

}  // namespace
}  // namespace waarmerk::storage
