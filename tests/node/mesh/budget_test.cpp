#include "node/mesh/budget.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::mesh {

namespace {

constexpr UnixTime start{1'000'000};

feed::FeedId feed_of(std::uint8_t number) {
  feed::FeedId feed{};
  feed.value[0] = number;
  return feed;
}

}  // namespace

TEST_CASE("a bucket gives its burst at once, and then what came in since") {
  auto bucket = Bucket::of({.per_second = 2, .burst = 3}, start);
  CHECK(bucket.take(3, start));
  CHECK_FALSE(bucket.take(1, start + 499));
  CHECK(bucket.take(1, start + 500));
  CHECK_FALSE(bucket.take(1, start + 501));
}

TEST_CASE("a bucket that is left alone fills up to its burst and no further") {
  auto bucket = Bucket::of({.per_second = 2, .burst = 3}, start);
  CHECK(bucket.take(3, start));
  CHECK_FALSE(bucket.is_full(start + 1499));
  CHECK(bucket.is_full(start + 1500));
  CHECK_FALSE(bucket.take(4, start + 1'000'000'000'000));
  CHECK(bucket.take(3, start + 1'000'000'000'000));
}

TEST_CASE("a clock that goes back neither fills a bucket nor empties it") {
  auto bucket = Bucket::of({.per_second = 1, .burst = 2}, start);
  CHECK(bucket.take(1, start));
  CHECK(bucket.take(1, start - hour_ms));
  CHECK_FALSE(bucket.take(1, start - hour_ms));
}

TEST_CASE("a link may say four hundred things at once, and two hundred a second") {
  LinkBudget budget({}, start);
  CHECK(budget.frames.take(400, start));
  CHECK_FALSE(budget.frames.take(1, start));
  CHECK(budget.frames.take(200, start + second_ms));
  CHECK(budget.work.take(4000, start));
  CHECK_FALSE(budget.work.take(verify_tokens, start));
}

namespace {

bool take(FeedBudget& budget, std::uint8_t feed, UnixTime now, std::int64_t bytes = 600) {
  const bool fine = budget.allows(feed_of(feed), {.bytes = bytes}, now);
  if (fine) budget.spend(feed_of(feed), {.bytes = bytes}, now);
  return fine;
}

}  // namespace

TEST_CASE("a feed brings sixty entries at once, then one each two minutes") {
  FeedBudget budget;
  for (int i = 0; i < 60; ++i) CHECK(take(budget, 1, start));
  CHECK_FALSE(take(budget, 1, start));
  CHECK(take(budget, 2, start));
  CHECK(take(budget, 1, start + 2 * minute_ms));
  CHECK_FALSE(take(budget, 1, start + 2 * minute_ms));
}

TEST_CASE("what was not kept costs a feed nothing") {
  FeedBudget budget;
  for (int i = 0; i < 100; ++i) CHECK(budget.allows(feed_of(1), {.bytes = 600}, start));
  CHECK(budget.feeds() == 0);
}

TEST_CASE("a feed brings two mebibytes a day") {
  FeedBudget budget;
  constexpr std::int64_t quarter = 512 << 10;
  for (int i = 0; i < 4; ++i) CHECK(take(budget, 1, start, quarter));
  CHECK_FALSE(take(budget, 1, start, 1));
  CHECK(take(budget, 2, start, quarter));
  CHECK_FALSE(take(budget, 1, start + day_ms / 4 - minute_ms, quarter));
  CHECK(take(budget, 1, start + day_ms / 4, quarter));
}

TEST_CASE("a feed that nobody knew lately brings 272 kibibytes a day") {
  FeedBudget budget;
  const FeedBudget::Cost list{.bytes = 256 << 10, .is_new_feed = true};
  CHECK(budget.allows(feed_of(1), list, start));
  budget.spend(feed_of(1), list, start);
  CHECK(take(budget, 1, start, 16 << 10));
  CHECK_FALSE(take(budget, 1, start, 1));
}

TEST_CASE("feeds that are quiet are forgotten, and others are no more than there is room for") {
  FeedBudget budget({.feeds_max = 3});
  for (std::uint8_t i = 0; i < 3; ++i) CHECK(take(budget, i, start));
  CHECK_FALSE(take(budget, 3, start));
  CHECK(take(budget, 3, start + 2 * minute_ms));
  CHECK(budget.feeds() == 1);
}

TEST_CASE("as many feeds as a node has room for are busy all day, and shut out nobody else") {
  FeedBudget budget;
  for (std::uint32_t number = 0; number < 20'000; ++number) {
    feed::FeedId feed{};
    for (std::size_t at = 0; at < 4; ++at)
      feed.value[at] = static_cast<std::uint8_t>(number >> (8 * at));
    const FeedBudget::Cost list{.bytes = 256 << 10};
    REQUIRE(budget.allows(feed, list, start));
    budget.spend(feed, list, start);
  }
  feed::FeedId honest{};
  honest.value.fill(255);
  CHECK(budget.allows(honest, {.bytes = 600}, start + minute_ms));
  CHECK(budget.feeds() == 20'000);
}

}  // namespace waarmerk::node::mesh
