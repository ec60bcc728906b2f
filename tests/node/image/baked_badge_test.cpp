#include "node/image/baked_badge.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::image {

TEST_CASE("of two editions the newer is the badge") {
  const BakedBadge older{Edition::open_badges_2, "{}"};
  const BakedBadge newer{Edition::open_badges_3, "{\"a\":1}"};
  CHECK(choose_badge({older, newer})->text == newer.text);
  CHECK(choose_badge({newer, older})->text == newer.text);
}

TEST_CASE("the same badge twice is one badge, and two that differ are none") {
  const BakedBadge one{Edition::open_badges_3, "{}"};
  const BakedBadge other{Edition::open_badges_3, "{\"a\":1}"};
  CHECK(choose_badge({one, one})->text == "{}");
  CHECK(choose_badge({one, other}).error().code == two_badges);
  CHECK(choose_badge({}).error().code == no_badge);
}

}  // namespace waarmerk::node::image
