#include "node/actions/feed_room.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "node/records/families.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr UnixTime monday{1'772'532'720'000};
const FeedRoomLimits small{.feed_bytes_max = 10'000,
                           .kept_bytes_a_day = 1'000,
                           .strangers_max = 48,
                           .strangers_bytes_max = 48'000,
                           .freed_each_hour = 48};

feed::FeedId feed_of(std::uint32_t number) {
  feed::FeedId feed{};
  for (std::size_t at = 0; at < 4; ++at)
    feed.value[31 - at] = static_cast<std::uint8_t>(number >> (8 * at));
  return feed;
}

struct Scene {
  /// The feed says something of this size, as far as there is room.
  bool say(std::uint32_t number, std::uint32_t bytes = 600) {
    const auto feed = feed_of(number);
    const auto before = memory.records.feeds.head(feed);
    const feed::Header header{.type = feed::EntryType::profile,
                              .feed = feed,
                              .seq = before ? before->seq + 1 : 1,
                              .ts = now,
                              .payload_size = bytes};
    const auto cost = records::row_bytes(header);
    if (!room.has_room(feed, cost, now)) return false;
    room.took(feed, cost);
    storage::Batch rows;
    memory.records.feeds.save(rows, {.header = header}, now);
    memory.write(rows);
    return true;
  }
  void make_room() {
    storage::Batch rows;
    for (const auto& feed : room.find_to_forget(now)) memory.records.feeds.forget(rows, feed);
    memory.write(rows);
  }
  bool holds(std::uint32_t number) const {
    return memory.records.feeds.head(feed_of(number)).has_value();
  }
  std::uint64_t bytes() const {
    std::uint64_t sum = 0;
    memory.records.feeds.visit_sizes([&](const auto&, const auto& size) { sum += size.bytes; });
    return sum;
  }

  UnixTime now = monday;
  tests::MemoryRecords memory;
  FeedRoom room{memory.records.feeds, feed_of(0), small};
};

}  // namespace

TEST_CASE("a stranger's feed has its bound, one that is kept gets more each day") {
  Scene scene;
  scene.room.keep([] { return std::set{feed_of(7)}; });
  while (scene.say(1)) {
  }
  while (scene.say(7)) {
  }
  for (const auto number : {1U, 7U}) {
    const auto size = scene.memory.records.feeds.size_of(feed_of(number))->bytes;
    CHECK(size <= small.feed_bytes_max);
    CHECK(size > small.feed_bytes_max - 1'200);
  }
  scene.now = scene.now + 2 * day_ms;
  CHECK_FALSE(scene.say(1));
  CHECK(scene.say(7));
}

TEST_CASE("our own feed has room always") {
  Scene scene;
  for (int times = 0; times < 100; ++times) CHECK(scene.say(0));
  CHECK(scene.room.find_to_forget(scene.now).empty());
}

TEST_CASE("strangers together never have more than their room, in feeds and in bytes") {
  Scene scene;
  for (std::uint32_t number = 1; number < 200; ++number) scene.say(number, 100);
  CHECK(scene.memory.records.feeds.all().size() == 48);
  CHECK_FALSE(scene.say(500, 100));
  for (std::uint32_t round = 0; round < 20; ++round)
    for (std::uint32_t number = 1; number <= 48; ++number) scene.say(number);
  CHECK(scene.bytes() <= small.strangers_bytes_max);
  CHECK(scene.bytes() > small.strangers_bytes_max - 1'200);
}

TEST_CASE("those that said nothing for two days go first, and none that is kept") {
  Scene scene;
  scene.room.keep([] { return std::set{feed_of(1), feed_of(3)}; });
  for (std::uint32_t number = 1; number <= 50; ++number) {
    CHECK(scene.say(number, 100));
    scene.now = scene.now + second_ms;
  }
  scene.now = scene.now + 3 * day_ms;
  for (std::uint32_t number = 50; number > 9; --number) CHECK(scene.say(number, 0));
  CHECK(scene.room.find_to_forget(scene.now).empty());  // nobody else came
  CHECK_FALSE(scene.say(99, 100));
  CHECK(scene.room.find_to_forget(scene.now) == std::vector{feed_of(2)});
  CHECK_FALSE(scene.say(99, 100));
  scene.make_room();
  for (const auto number : {1U, 2U, 3U, 4U, 50U}) CHECK(scene.holds(number) == (number != 2));
  CHECK(scene.say(99, 100));
}

TEST_CASE("among those that speak, who came last goes") {
  Scene scene;
  for (std::uint32_t number = 1; scene.say(number, 100); ++number)
    scene.now = scene.now + second_ms;
  scene.now = scene.now + hour_ms;
  scene.say(48, 100);
  CHECK(scene.room.find_to_forget(scene.now) == std::vector{feed_of(48)});
}

TEST_CASE("who is asked for has room while strangers have none") {
  Scene scene;
  std::set<feed::FeedId> asked;
  scene.room.keep([&] { return asked; });
  for (std::uint32_t number = 1; number < 200; ++number) scene.say(number, 100);
  CHECK_FALSE(scene.say(300, 100));
  asked.insert(feed_of(300));
  scene.now = scene.now + 2 * minute_ms;
  CHECK(scene.say(300, 100));
  for (std::uint32_t hour = 0; hour < 100; ++hour) {
    scene.now = scene.now + hour_ms;
    scene.make_room();
    for (std::uint32_t number = 1000 * (hour + 1); scene.say(number, 100); ++number) {
    }
  }
  CHECK(scene.holds(300));
}

TEST_CASE("who fills the room with made-up feeds drives out nobody who speaks once a day") {
  Scene scene;
  std::uint32_t made_up = 1000;
  CHECK(scene.say(1, 100));
  for (int hour = 1; hour < 10 * 24; ++hour) {
    scene.now = scene.now + hour_ms;
    if (hour % 24 == 0) CHECK(scene.say(1, 0));
    while (scene.say(made_up, 100)) ++made_up;
    scene.make_room();
    CHECK(scene.holds(1));
    CHECK(scene.bytes() <= small.strangers_bytes_max);
  }
  CHECK(made_up > 1200);           // others came in all the time,
  CHECK_FALSE(scene.holds(1000));  // and went
}

TEST_CASE(
    "who was let go for want of room is not taken in again for a day, unless it is asked for") {
  Scene scene;
  std::set<feed::FeedId> asked;
  scene.room.keep([&] { return asked; });
  for (std::uint32_t number = 1; number <= 48; ++number) CHECK(scene.say(number, 100));
  const auto hours = [&](int count) {
    // Whoever tells of them goes on telling.
    std::uint64_t taken_in = 0;
    for (int hour = 0; hour < count; ++hour) {
      scene.now = scene.now + hour_ms;
      scene.say(1, 0);
      for (std::uint32_t number = 2; number <= 49; ++number)
        if (!scene.holds(number) && scene.say(number, 100)) ++taken_in;
      scene.make_room();
    }
    return taken_in;
  };
  CHECK(hours(20) == 1);  // the last that came went for one who was not here before
  CHECK_FALSE(scene.holds(48));
  CHECK(scene.holds(49));
  scene.now = scene.now + 4 * hour_ms;
  CHECK(hours(2) == 1);  // and back, a day later
  CHECK(scene.holds(48));
  REQUIRE_FALSE(scene.holds(49));
  CHECK_FALSE(scene.say(49, 100));
  asked.insert(feed_of(49));
  scene.now = scene.now + minute_ms;
  CHECK(scene.say(49, 100));
}

TEST_CASE("a newcomer gets in, though somebody filled the room before and goes on speaking") {
  Scene scene;
  const auto all_speak = [&] {
    for (std::uint32_t number = 1000; number < 1048; ++number) {
      scene.now = scene.now + second_ms;
      if (scene.holds(number)) scene.say(number, 0);
    }
  };
  for (std::uint32_t number = 1000; scene.say(number, 0); ++number) {
  }
  CHECK_FALSE(scene.say(1, 0));
  scene.make_room();
  CHECK(scene.say(1, 0));
  for (int day = 0; day < 5; ++day) {
    for (int hour = 0; hour < 24; ++hour) scene.make_room();
    scene.now = scene.now + day_ms;
    all_speak();
    scene.say(1, 0);
    CHECK(scene.holds(1));
  }
}

TEST_CASE("the growth of a store is what rows add to those that they replace") {
  tests::MemoryRecords memory;
  const auto family = records::family::meta;
  storage::Batch before;
  before.put(family, bytes_of("one"), Bytes(100));
  before.put(family, bytes_of("two"), Bytes(50));
  CHECK(growth_of(memory.store, before) == 156);
  memory.write(before);
  storage::Batch rows;
  rows.put(family, bytes_of("one"), Bytes(120));
  rows.erase(family, bytes_of("two"));
  rows.erase(family, bytes_of("none"));
  rows.put(family, bytes_of("new"), Bytes(7));
  CHECK(growth_of(memory.store, rows) == 20 - 53 + 10);
}

}  // namespace waarmerk::node::actions
