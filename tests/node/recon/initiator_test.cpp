#include "node/recon/initiator.hpp"

#include <doctest/doctest.h>

#include "node/recon/error_codes.hpp"
#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

namespace {

constexpr Limits generous{.rounds_max = 1000,
                          .session_bytes_max = 1 << 28,
                          .message_bytes_max = 64 * 1024,
                          .differences_min = 1 << 20};

// Up to 700 items, of which each side lacks some, with many keys, few or one.
tests::TwoSides draw_sides(Random& random) {
  const auto keys = std::vector<std::uint64_t>{0, 1, 2, 100}[draw_below(random, 4)];
  const auto rarely = 1 + draw_below(random, 40);
  tests::TwoSides sides;
  for (auto& item : tests::draw_items(random, draw_below(random, 700), keys)) {
    const auto lot = draw_below(random, 3 * rarely);
    if (lot != 0) sides.ours.push_back(item);
    if (lot != 1) sides.theirs.push_back(item);
    if (lot == 0) sides.differences.need.push_back(item.id);
    if (lot == 1) sides.differences.have.push_back(item);
  }
  std::ranges::sort(sides.differences.need);
  std::ranges::sort(sides.differences.have);
  return sides;
}

void reconcile(const tests::TwoSides& sides, const Cut& ours, const Cut& theirs,
               const Limits& limits) {
  Initiator initiator{ItemSet(sides.ours), ours, limits};
  Responder responder{ItemSet(sides.theirs), theirs, limits};
  const auto all = tests::exchange(initiator, responder);
  CHECK_FALSE(all.failure);
  CHECK(initiator.differences() == sides.differences);
  CHECK(initiator.bytes() == all.bytes);
  CHECK(responder.bytes() == all.bytes);
  for (const auto& message : all.messages) CHECK(message.size() <= limits.message_bytes_max);
  const auto listed = responder.find_listed(sides.differences.need);
  CHECK(listed.size() == sides.differences.need.size());
}

// Says something else about the whole of everything, each time.
Bytes lie(Random& random) { return encode_message({{Bound::infinity(), draw<16>(random)}}); }

}  // namespace

TEST_CASE("whatever two sides hold, and however they cut, the initiator learns what differs") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    tests::SeededRandom random(seed);
    const auto sides = draw_sides(random);
    auto narrow = generous;
    narrow.message_bytes_max = 4096 + draw_below(random, 4000);
    for (const auto& limits : {generous, narrow}) {
      reconcile(sides, heads_cut, heads_cut, limits);
      reconcile(sides, plain_cut, heads_cut, limits);
      reconcile(sides, heads_cut, plain_cut, limits);
      reconcile(sides, plain_cut, plain_cut, limits);
    }
  }
}

TEST_CASE("equal heads are proved in 23 bytes, however many there are") {
  for (const std::size_t count : {0U, 1U, 100U, 10'000U}) {
    tests::SeededRandom random;
    const ItemSet heads(tests::draw_items(random, count));
    Initiator initiator{heads};
    Responder responder{heads};
    const auto all = tests::exchange(initiator, responder);
    CHECK(all.bytes <= 23);
    CHECK(all.messages.size() == 2);
    CHECK(initiator.differences().size() == 0);
  }
}

TEST_CASE("ten heads of ten thousand that moved are found in less than 8 kB and three rounds") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    tests::SeededRandom random(seed);
    const auto sides = tests::moved_heads(random, 10'000, 10);
    Initiator initiator{ItemSet(sides.ours)};
    Responder responder{ItemSet(sides.theirs)};
    const auto all = tests::exchange(initiator, responder);
    CHECK(initiator.differences() == sides.differences);
    CHECK(all.bytes < 8000);
    CHECK(all.messages.size() == 6);
  }
}

TEST_CASE("a liar with random fingerprints ends in the limit of rounds") {
  tests::SeededRandom random;
  Initiator initiator{ItemSet(tests::draw_items(random, 1000))};
  initiator.open();
  for (int round = 1; round < 8; ++round) REQUIRE(initiator.answer(lie(random)));
  CHECK(initiator.answer(lie(random)).error().code == too_many_rounds);
  CHECK(initiator.answer(lie(random)).error().code == ended);
  CHECK(initiator.bytes() < 16 * 1024);
}

TEST_CASE("a liar with long lies ends in the budget of bytes") {
  tests::SeededRandom random;
  Initiator initiator{ItemSet(tests::draw_items(random, 1000))};
  initiator.open();
  std::vector<Range> ranges;
  for (std::uint64_t key = 0; key < 5000; ++key) ranges.push_back({Bound(key), Fingerprint{}});
  const auto long_lie = encode_message(ranges);
  REQUIRE(initiator.answer(long_lie));
  REQUIRE(initiator.answer(long_lie));
  CHECK(initiator.answer(long_lie).error().code == over_budget);
}

TEST_CASE("a liar who holds nothing of ours, or all the world, ends in the limit of differences") {
  tests::SeededRandom random;
  const ItemSet many(tests::draw_items(random, 2000));
  const auto nothing = encode_message({{Bound::infinity(), IdList{}}});
  Initiator robbed{many};
  robbed.open();
  CHECK(robbed.answer(nothing).error().code == too_different);
  CHECK(robbed.answer(nothing).error().code == ended);
  IdList world;
  for (int i = 0; i < 1025; ++i) world.ids.emplace_back(draw<32>(random));
  Initiator flooded{many};
  flooded.open();
  const auto flood = encode_message({{Bound::infinity(), world}});
  CHECK(flooded.answer(flood).error().code == too_different);
  Initiator small{ItemSet(tests::draw_items(random, 1024))};
  small.open();
  CHECK(small.answer(nothing).has_value());
}

TEST_CASE("an id that is listed twice is needed once, and one that we hold is not") {
  tests::SeededRandom random;
  const auto ours = tests::draw_item(random);
  const ItemId theirs(draw<32>(random));
  Initiator initiator{ItemSet(std::vector{ours})};
  initiator.open();
  const IdList list{{theirs, ours.id, theirs}};
  CHECK_FALSE(*initiator.answer(encode_message({{Bound::infinity(), list}})));
  CHECK(initiator.differences() == Differences{.have = {}, .need = {theirs}});
}

TEST_CASE("what is no message ends the session, and what was found before stands") {
  tests::SeededRandom random;
  const auto theirs = tests::draw_item(random);
  Initiator initiator{ItemSet{}};
  initiator.open();
  const auto said = encode_message(
      {{Bound(theirs.key), Fingerprint{}}, {Bound::infinity(), IdList{{theirs.id}}}});
  REQUIRE(*initiator.answer(said));
  CHECK(initiator.answer(Bytes{0x62}).error().code == unknown_version);
  CHECK(initiator.differences().need == std::vector{theirs.id});
  CHECK(initiator.answer(Bytes{0x61}).error().code == ended);
}

TEST_CASE("after the end nothing is answered") {
  Initiator initiator{ItemSet{}};
  initiator.open();
  CHECK_FALSE(*initiator.answer(Bytes{0x61}));
  CHECK(initiator.answer(Bytes{0x61}).error().code == ended);
}

}  // namespace waarmerk::node::recon
