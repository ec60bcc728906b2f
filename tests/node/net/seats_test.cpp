// Seats for connections.
#include "node/net/seats.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::node::net;

TEST_CASE("one address takes no more than its share, all together no more than there are") {
  Seats seats({.all_max = 3, .each_max = 2});
  CHECK(seats.take("a"));
  CHECK(seats.take("a"));
  CHECK_FALSE(seats.take("a"));
  CHECK(seats.take("b"));
  CHECK_FALSE(seats.take("b"));
  CHECK(seats.taken() == 3);
  seats.leave("a");
  CHECK(seats.take("b"));
}

TEST_CASE("leaving a seat that was not taken changes nothing") {
  Seats seats({.all_max = 1, .each_max = 1});
  seats.leave("a");
  CHECK(seats.taken() == 0);
  CHECK(seats.take("a"));
}
