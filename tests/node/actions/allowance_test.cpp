#include "node/actions/allowance.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::actions {

TEST_CASE("no more is taken than the day allows, and the next day begins anew") {
  Allowance allowance(100);
  const UnixTime monday{1'772'532'720'000};
  CHECK(allowance.take(60, monday));
  CHECK_FALSE(allowance.take(41, monday));
  CHECK(allowance.take(40, monday + day_ms - 1));
  CHECK_FALSE(allowance.take(1, monday + day_ms - 1));
  CHECK(allowance.take(100, monday + day_ms));
  CHECK_FALSE(allowance.take(101, monday + 3 * day_ms));
}

TEST_CASE("a clock that goes back does not close the allowance for ever") {
  Allowance allowance(100);
  const UnixTime monday{1'772'532'720'000};
  REQUIRE(allowance.take(100, monday));
  CHECK(allowance.take(100, monday - 400 * day_ms));
}

}  // namespace waarmerk::node::actions
