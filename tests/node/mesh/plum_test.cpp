#include "node/mesh/plum.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::mesh {

namespace {

feed::FeedHead entry(std::uint8_t number) {
  feed::FeedHead head{.seq = number};
  head.feed.value.fill(number);
  head.hash.value.fill(number);
  return head;
}

// A node with three links, whose key is the number of each.
struct Three {
  Three() {
    for (const Slot slot : {0U, 1U, 2U}) plum.link_up(slot, key(slot));
  }
  static SipKey key(Slot slot) { return {static_cast<std::uint8_t>(slot)}; }
  Slots learn(std::uint8_t number, const Source& source) {
    return plum.learn(entry(number), source, all, now, chance);
  }
  void announce(Slot slot, std::uint8_t number) {
    plum.announced(slot, {short_id_of(key(slot), entry(number))}, now);
  }
  Plum::Due later(std::int64_t ms) {
    now = now + ms;
    return plum.due(now);
  }

  Slots all = Slots(0) | Slots(1) | Slots(2);
  SplitMix64 chance{1};
  UnixTime now{1000};
  Plum plum;
};

constexpr Source pushed_by(Slot slot) { return {.way = Way::pushed, .slot = slot}; }

}  // namespace

TEST_CASE("what is new is pushed along every link that is not lazy, but not back") {
  Three node;
  CHECK(node.learn(1, pushed_by(0)) == (Slots(1) | Slots(2)));
  node.plum.pruned(2);
  CHECK(node.learn(2, pushed_by(0)) == Slots(1));
}

TEST_CASE("our own entry is pushed along lazy links too") {
  Three node;
  node.plum.pruned(2);
  CHECK(node.learn(1, {.way = Way::own}) == node.all);
}

TEST_CASE("what was asked for is pushed to nobody, and announced") {
  Three node;
  CHECK(node.learn(1, {.way = Way::asked, .slot = 0}).empty());
  CHECK(node.later(250).announce.size() == 2);
}

TEST_CASE("nobody is told of what does not interest them") {
  Three node;
  CHECK(node.plum.learn(entry(1), pushed_by(0), Slots(0) | Slots(1), node.now, node.chance) ==
        Slots(1));
  CHECK(node.later(250).announce.empty());
}

TEST_CASE("a second push makes its link lazy, unless the author's came first") {
  Three node;
  node.learn(1, pushed_by(0));
  CHECK(node.plum.heard_again(entry(1), pushed_by(1)));
  CHECK_FALSE(node.plum.eager().contains(1));
  CHECK_FALSE(node.plum.heard_again(entry(1), pushed_by(1)));
  node.learn(2, {.way = Way::author, .slot = 0});
  CHECK_FALSE(node.plum.heard_again(entry(2), pushed_by(2)));
  CHECK(node.plum.eager().contains(2));
}

TEST_CASE("a lazy link along which something new is pushed is eager again") {
  Three node;
  node.plum.pruned(1);
  node.learn(1, pushed_by(1));
  CHECK(node.plum.eager().contains(1));
}

TEST_CASE("announcements wait for company, and go once to each lazy link that needs them") {
  Three node;
  node.plum.pruned(1);
  node.plum.pruned(2);
  node.learn(1, pushed_by(0));
  node.learn(2, pushed_by(0));
  node.announce(2, 1);
  CHECK(node.later(49).announce.empty());
  const auto due = node.later(201);
  REQUIRE(due.announce.size() == 2);
  CHECK(due.announce[0].first == 1);
  CHECK(due.announce[0].second.size() == 2);
  CHECK(due.announce[1].second == Plum::Ids{short_id_of(Three::key(2), entry(2))});
  CHECK(node.later(1000).announce.empty());
}

TEST_CASE("what was announced and does not come is asked for after 400 ms, then of the next") {
  Three node;
  node.announce(1, 9);
  node.announce(2, 9);
  CHECK(node.later(399).ask.empty());
  auto due = node.later(1);
  REQUIRE(due.ask.size() == 1);
  CHECK(due.ask[0].first == 1);
  CHECK(node.later(199).ask.empty());
  due = node.later(1);
  REQUIRE(due.ask.size() == 1);
  CHECK(due.ask[0].first == 2);
  CHECK(node.plum.broken_promises(1) == 0);  // it may be on its way
  CHECK(node.later(5 * second_ms).ask.empty());
  CHECK(node.plum.broken_promises(1) == 1);
  CHECK(node.plum.broken_promises(2) == 1);
  CHECK(node.plum.wanted() == 0);
  CHECK_FALSE(node.plum.next_due());
}

TEST_CASE("what came is asked of nobody") {
  Three node;
  node.announce(1, 9);
  node.learn(9, pushed_by(0));
  CHECK(node.later(400).ask.empty());
  CHECK(node.plum.broken_promises(1) == 0);
}

TEST_CASE("who left is not asked") {
  Three node;
  node.announce(1, 9);
  node.announce(2, 9);
  node.plum.link_down(1);
  const auto due = node.later(400);
  REQUIRE(due.ask.size() == 1);
  CHECK(due.ask[0].first == 2);
}

TEST_CASE("an id is known by the key of its own link only") {
  Three node;
  node.learn(1, pushed_by(0));
  REQUIRE(node.plum.named(1, short_id_of(Three::key(1), entry(1))) != nullptr);
  CHECK(*node.plum.named(1, short_id_of(Three::key(1), entry(1))) == entry(1));
  CHECK(node.plum.named(1, short_id_of(Three::key(2), entry(1))) == nullptr);
  CHECK(node.plum.knows(entry(1)));
  CHECK_FALSE(node.plum.knows(entry(2)));
}

TEST_CASE("what was learnt of a feed that is let go is new when it comes again") {
  Three node;
  node.learn(1, pushed_by(0));
  node.learn(2, pushed_by(0));
  node.plum.forget(entry(1).feed);
  CHECK_FALSE(node.plum.knows(entry(1)));
  CHECK(node.plum.knows(entry(2)));
  CHECK(node.plum.named(1, short_id_of(Three::key(1), entry(2))) != nullptr);
  CHECK(node.learn(1, pushed_by(1)) == (Slots(0) | Slots(2)));
}

TEST_CASE("neither what is known nor what is wanted grows without end") {
  Three node;
  Plum small({.known_max = 4, .wanted_max = 2});
  small.link_up(0, Three::key(0));
  for (std::uint8_t i = 1; i <= 10; ++i)
    small.learn(entry(i), pushed_by(0), Slots(0), node.now, node.chance);
  CHECK_FALSE(small.knows(entry(1)));
  CHECK(small.knows(entry(10)));
  for (std::uint8_t i = 20; i < 25; ++i)
    small.announced(0, {short_id_of(Three::key(0), entry(i))}, node.now);
  CHECK(small.wanted() == 2);
}

}  // namespace waarmerk::node::mesh
