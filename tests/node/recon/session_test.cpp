#include "node/recon/session.hpp"

#include <doctest/doctest.h>

#include "node/recon/error_codes.hpp"

namespace waarmerk::node::recon {

TEST_CASE("a session has eight rounds, and ends with the ninth") {
  Session session{Limits{}};
  for (int i = 0; i < 8; ++i) CHECK(session.begin_round());
  CHECK(session.check_open());
  CHECK(session.begin_round().error().code == too_many_rounds);
  CHECK(session.begin_round().error().code == ended);
  CHECK(session.check_open().error().code == ended);
  CHECK(session.rounds() == 8);
  session.count_ranges(3), session.count_ranges(4);
  CHECK(session.ranges() == 7);
}

TEST_CASE("a session has 256 KiB, and ends with the byte after them") {
  Session session{Limits{}};
  CHECK(session.count(256 * 1024));
  CHECK(session.count(0));
  CHECK(session.count(1).error().code == over_budget);
  CHECK(session.count(0).error().code == ended);
}

}  // namespace waarmerk::node::recon
