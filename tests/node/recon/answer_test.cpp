#include "node/recon/answer.hpp"

#include <doctest/doctest.h>

#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

namespace {

struct Scene {
  explicit Scene(std::size_t count) : ours(draw(count)) {}
  OwnRange all() const { return {{0, ours.size()}, Bound::infinity()}; }
  OwnRange first(std::size_t count) const { return {{0, count}, Bound(ours.at(count).key)}; }
  static std::vector<Item> draw(std::size_t count) {
    tests::SeededRandom random;
    return tests::draw_items(random, count);
  }
  ItemSet ours;
};

std::vector<Range> ranges_of(const Answer& answer) { return *decode_message(answer.bytes()); }

std::size_t ids_in(const Range& range) { return std::get<IdList>(range.claim).ids.size(); }

const Moves no_moves{.on_list = [](const OwnRange&, const IdList&) { return Result<void>{}; },
                     .on_difference = [](const OwnRange&) {}};

}  // namespace

TEST_CASE("the parts of a range follow each other, and differ by one item at most") {
  const Scene scene(100);
  Answer answer(scene.ours, 16, 65536);
  answer.split(scene.all());
  const auto ranges = ranges_of(answer);
  REQUIRE(ranges.size() == 16);
  std::size_t from = 0;
  for (const auto& range : ranges) {
    const Ranks part{from, scene.ours.rank(range.upper)};
    CHECK((part.size() == 6 || part.size() == 7));
    CHECK(std::get<Fingerprint>(range.claim) == scene.ours.fingerprint(part));
    from = part.to;
  }
  CHECK(ranges.back().upper == Bound::infinity());
}

TEST_CASE("a range of fewer items than parts has a part for each") {
  const Scene scene(5);
  Answer answer(scene.ours, 16, 65536);
  answer.split(scene.all());
  CHECK(ranges_of(answer).size() == 5);
}

TEST_CASE("what is equal is one Skip before what is not, and nothing at the end") {
  const Scene scene(100);
  const auto print_of = [&](std::size_t from, std::size_t to) {
    return Claim{scene.ours.fingerprint({from, to})};
  };
  const auto bound = [&](std::size_t rank) { return Bound(scene.ours.at(rank).key); };
  const std::vector<Range> said{{bound(10), print_of(0, 10)},
                                {bound(20), Skip{}},
                                {bound(30), Fingerprint{}},
                                {bound(40), print_of(30, 40)},
                                {Bound::infinity(), print_of(40, 100)}};
  Answer answer(scene.ours, 16, 65536);
  auto moves = no_moves;
  moves.on_difference = [&](const OwnRange& own) { answer.ask(own); };
  REQUIRE(answer.follow(said, moves));
  const std::vector<Range> expected{{bound(20), Skip{}}, {bound(30), print_of(20, 30)}};
  CHECK(ranges_of(answer) == expected);
  Answer none(scene.ours, 16, 65536);
  REQUIRE(none.follow(said, no_moves));
  CHECK(none.is_empty());
}

TEST_CASE("a list that does not fit ends with a fingerprint of what is left") {
  const Scene scene(1000);
  Answer answer(scene.ours, 16, 4096);
  const auto listed = answer.list(scene.all());
  CHECK(answer.is_full());
  CHECK(answer.bytes().size() <= 4096);
  const auto ranges = ranges_of(answer);
  REQUIRE(ranges.size() == 2);
  CHECK(ids_in(ranges[0]) == listed.size());
  CHECK(listed.size() > 100);
  CHECK(scene.ours.rank(ranges[0].upper) == listed.to);
  CHECK(std::get<Fingerprint>(ranges[1].claim) == scene.ours.fingerprint({listed.to, 1000}));
  Answer roomy(scene.ours, 16, 65536);
  CHECK(roomy.list(scene.all()).size() == 1000);
  CHECK_FALSE(roomy.is_full());
}

TEST_CASE("parts that do not fit are left out, from the lower end of their range on") {
  const Scene scene(1000);
  Answer answer(scene.ours, 64, 4096);
  answer.list(scene.first(30));
  REQUIRE_FALSE(answer.is_full());
  answer.split({{30, 1000}, Bound::infinity()});
  CHECK(answer.is_full());
  const auto ranges = ranges_of(answer);
  REQUIRE(ranges.size() == 2);
  CHECK(std::get<Fingerprint>(ranges[1].claim) == scene.ours.fingerprint({30, 1000}));
}

TEST_CASE("a full message says no more, whatever follows") {
  const Scene scene(1000);
  Answer answer(scene.ours, 16, 4096);
  auto moves = no_moves;
  moves.on_list = [&](const OwnRange& own, const IdList&) {
    answer.list(own);
    return Result<void>{};
  };
  const auto middle = Bound(scene.ours.at(500).key);
  REQUIRE(answer.follow({{middle, IdList{}}, {Bound::infinity(), IdList{}}}, moves));
  CHECK(ranges_of(answer).size() == 2);
}

}  // namespace waarmerk::node::recon
