#include "node/mesh/strangers.hpp"

#include <doctest/doctest.h>

#include "node/mesh/error_codes.hpp"

namespace waarmerk::node::mesh {

namespace {

constexpr UnixTime start{1'000'000};

feed::Header head_of(std::uint8_t feed) {
  feed::Header head;
  head.seq = 1;
  head.feed.value[0] = feed;
  return head;
}

Strangers::Asked asked(std::uint8_t feed, const Strangers::Bringer& by, Slot slot = 0) {
  return {.slot = slot, .by = by, .claim = head_of(feed), .since = start};
}

// How many feeds this node may bring now.
int count(Strangers& strangers, const Strangers::Bringer& by, std::uint8_t first, UnixTime now) {
  int found = 0;
  for (; found < 20 && strangers.check_room(by, now); ++found) {
    const auto one = asked(static_cast<std::uint8_t>(first + found), by);
    strangers.look_up(one, now);
    strangers.done(one.claim.feed);
  }
  return found;
}

const Strangers::Bringer one = head_of(100).feed;
const Strangers::Bringer other = head_of(101).feed;

}  // namespace

TEST_CASE("a node brings as many feeds as it may in a week, and all of them as many as all may") {
  Strangers strangers({.of_node_max = 3, .feeds_max = 5});
  CHECK(count(strangers, one, 0, start) == 3);
  CHECK(strangers.check_room(one, start).error().code == too_many_strangers);
  CHECK(count(strangers, other, 20, start) == 2);
  CHECK(strangers.check_room(other, start).error().code == too_many_strangers);
  CHECK(count(strangers, one, 40, start + 7 * day_ms) == 3);
  CHECK(count(strangers, std::nullopt, 60, start + 7 * day_ms) == 20);
}

TEST_CASE("so many nodes are counted, and others only once these were quiet") {
  Strangers strangers({.nodes_max = 1});
  CHECK(count(strangers, one, 0, start) == 20);
  CHECK(count(strangers, other, 0, start) == 0);
  CHECK(count(strangers, other, 0, start + 7 * day_ms) == 20);
}

TEST_CASE("new feeds bring so many bytes, from one node and from all") {
  Strangers strangers({.bytes_of_node_max = 100, .bytes_max = 150});
  CHECK(strangers.allows(one, 100, start));
  strangers.spend(one, 100, start);
  CHECK_FALSE(strangers.allows(one, 1, start));
  CHECK(strangers.allows(other, 50, start));
  CHECK_FALSE(strangers.allows(other, 51, start));
  CHECK(strangers.allows(std::nullopt, 1'000'000, start));
}

TEST_CASE("a feed is new for a week") {
  Strangers strangers;
  const auto feed = head_of(1).feed;
  strangers.met(feed, one, start);
  strangers.met(head_of(2).feed, std::nullopt, start);
  CHECK_FALSE(strangers.is_new(head_of(2).feed));
  strangers.forget_stale(start + 7 * day_ms);
  CHECK(strangers.is_new(feed));
  strangers.forget_stale(start + 7 * day_ms + 1);
  CHECK_FALSE(strangers.is_new(feed));
}

TEST_CASE(
    "a feed that was met before a restart is new still, and one that was let go is new again") {
  Strangers strangers;
  const auto feed = head_of(1).feed;
  strangers.recall(feed, start - 6 * day_ms);
  CHECK(strangers.is_new(feed));
  strangers.forget_stale(start + day_ms + 1);
  CHECK_FALSE(strangers.is_new(feed));
  strangers.met(feed, one, start);
  strangers.forget(feed);
  CHECK_FALSE(strangers.is_new(feed));
  strangers.met(feed, one, start + 6 * day_ms);
  strangers.forget_stale(start + 12 * day_ms);
  CHECK(strangers.is_new(feed));
}

TEST_CASE("claims wait in their order, each feed once, and no more than may of a link") {
  Strangers strangers({.asked_of_link_max = 2, .asked_max = 3, .waiting_of_link_max = 3});
  for (std::uint8_t feed = 0; feed < 3; ++feed) CHECK(strangers.claim(0, head_of(feed), start));
  CHECK(strangers.claim(0, head_of(1), start));
  CHECK_FALSE(strangers.claim(0, head_of(3), start));
  CHECK(strangers.claim(1, head_of(3), start));
  CHECK(strangers.waiting() == 4);
  for (std::uint8_t feed = 0; feed < 2; ++feed) {
    CHECK(strangers.next(0, one) == head_of(feed));
    strangers.ask(asked(feed, one));
  }
  CHECK_FALSE(strangers.next(0, one));
  CHECK(strangers.next(1, one) == head_of(3));
  strangers.ask(asked(3, one, 1));
  CHECK_FALSE(strangers.next(1, one));
  strangers.done(head_of(0).feed);
  CHECK(strangers.next(0, one) == head_of(2));
  CHECK_FALSE(strangers.has_waiting(0));
}

TEST_CASE("a link whose feeds nobody answers about holds up its own, and no other's") {
  Strangers strangers;
  const auto ask_all = [&](Slot slot, const Strangers::Bringer& by) {
    int count = 0;
    while (const auto head = strangers.next(slot, by)) {
      strangers.ask({.slot = slot, .by = by, .claim = *head, .since = start});
      ++count;
    }
    return count;
  };
  for (Slot slot = 0; slot < 24; ++slot)
    for (std::uint8_t feed = 0; feed < 5; ++feed) {
      auto head = head_of(static_cast<std::uint8_t>(5 * slot + feed));
      CHECK(strangers.claim(slot, head, start));
    }
  for (Slot slot = 0; slot < 23; ++slot) CHECK(ask_all(slot, one) == 2);
  CHECK(ask_all(23, other) == 2);
  CHECK_FALSE(strangers.may_ask(0, one));
  CHECK(strangers.may_ask(0, std::nullopt));
  CHECK(ask_all(0, std::nullopt) == 3);
}

TEST_CASE("of what one link claims of a feed the highest counts") {
  Strangers strangers;
  auto higher = head_of(1);
  higher.seq = 7;
  CHECK(strangers.claim(0, head_of(1), start));
  CHECK(strangers.claim(0, higher, start));
  CHECK(strangers.claim(0, head_of(1), start));
  CHECK(strangers.next(0, one) == higher);
  strangers.ask(asked(1, one));
  CHECK(strangers.claim(1, higher, start));
  CHECK(strangers.find(higher.feed)->claim == head_of(1));
  CHECK(strangers.claim(0, higher, start));
  CHECK(strangers.find(higher.feed)->claim == higher);
}

TEST_CASE("what is looked up goes on when its link ends, and what is only asked for does not") {
  Strangers strangers;
  strangers.ask(asked(1, one));
  strangers.look_up(asked(2, one), start);
  CHECK(strangers.claim(0, head_of(3), start));
  strangers.link_down(0);
  CHECK(strangers.find(head_of(1).feed) == nullptr);
  REQUIRE(strangers.find(head_of(2).feed) != nullptr);
  CHECK_FALSE(strangers.find(head_of(2).feed)->slot);
  CHECK_FALSE(strangers.has_waiting(0));
  strangers.forget_stale(start + day_ms);
  CHECK(strangers.is_busy(head_of(2).feed, start));
}

TEST_CASE("what is put off costs its bringer nothing, and waits no longer each time") {
  Strangers strangers({.of_node_max = 3});
  const auto first = asked(1, one);
  for (int times = 0; times < 20; ++times) {
    strangers.look_up(first, start);
    strangers.done(first.claim.feed);
    strangers.put_off(first, start);
  }
  CHECK(strangers.is_busy(first.claim.feed, start + 10 * minute_ms - 1));
  CHECK_FALSE(strangers.is_busy(first.claim.feed, start + 10 * minute_ms));
  CHECK(count(strangers, one, 2, start) == 3);
  strangers.put_off(asked(9, std::nullopt), start);
  CHECK_FALSE(strangers.check_room(one, start));
}

TEST_CASE("what was looked up is left alone for ten minutes, then twice as long up to a day") {
  Strangers strangers({.left_max = 2});
  const auto feed = head_of(1).feed;
  strangers.leave(feed, start);
  CHECK(strangers.is_busy(feed, start + 10 * minute_ms - 1));
  CHECK_FALSE(strangers.is_busy(feed, start + 10 * minute_ms));
  for (int i = 0; i < 20; ++i) strangers.leave(feed, start);
  CHECK(strangers.is_busy(feed, start + day_ms - 1));
  CHECK_FALSE(strangers.is_busy(feed, start + day_ms));
  strangers.leave(head_of(2).feed, start);
  strangers.leave(head_of(3).feed, start);
  CHECK(strangers.is_busy(head_of(3).feed, start));
  CHECK_FALSE(strangers.is_busy(feed, start));
}

}  // namespace waarmerk::node::mesh
