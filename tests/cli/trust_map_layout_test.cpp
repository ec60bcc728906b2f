#include "cli/trust_map_layout.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace waarmerk::cli {
namespace {

constexpr Size card{120, 50};
constexpr Size sign{30, 18};

bool overlap(const Point& a, const Point& b) {
  return std::abs(a.x - b.x) < card.width && std::abs(a.y - b.y) < card.height;
}

}  // namespace

TEST_CASE("cards stand apart and within the picture, and lines lead from one to the other") {
  const auto laid = lay_out({card, card, card}, {{0, 1, sign}, {1, 2, sign}, {0, 2, sign}});
  REQUIRE(laid);
  REQUIRE(laid->cards.size() == 3);
  REQUIRE(laid->tracks.size() == 3);
  for (std::size_t a = 0; a < 3; ++a) {
    CHECK(laid->cards[a].x >= card.width / 2 - 1);
    CHECK(laid->cards[a].x <= laid->size.width - card.width / 2 + 1);
    CHECK(laid->cards[a].y >= card.height / 2 - 1);
    CHECK(laid->cards[a].y <= laid->size.height - card.height / 2 + 1);
    for (std::size_t b = 0; b < a; ++b) CHECK_FALSE(overlap(laid->cards[a], laid->cards[b]));
  }
  CHECK(laid->cards[0].x < laid->cards[1].x);
  CHECK(laid->cards[1].x < laid->cards[2].x);
  const auto& track = laid->tracks[0];
  CHECK(track.before.size() % 3 == 1);
  CHECK(track.before.front().x == doctest::Approx(laid->cards[0].x + card.width / 2).epsilon(0.05));
  CHECK(track.tip.x == doctest::Approx(laid->cards[1].x - card.width / 2).epsilon(0.05));
  CHECK(track.sign.x > track.before.front().x);
  CHECK(track.sign.x < track.tip.x);
}

TEST_CASE("what two say of each other lies side by side, each in its own direction") {
  const auto laid = lay_out({card, card}, {{0, 1, sign}, {1, 0, sign}});
  REQUIRE(laid);
  const auto& there = laid->tracks[0];
  const auto& back = laid->tracks[1];
  CHECK(there.before.front().x < there.tip.x);
  CHECK(back.before.front().x > back.tip.x);
  CHECK(back.before.back().x > back.after.front().x);
  CHECK(there.sign.x == doctest::Approx(back.sign.x).epsilon(0.02));
  CHECK(std::abs(there.sign.y - back.sign.y) >= sign.height);
}

TEST_CASE("a card alone, and none at all, are pictures too") {
  CHECK(lay_out({card}, {}));
  CHECK(lay_out({}, {}));
}

}  // namespace waarmerk::cli
