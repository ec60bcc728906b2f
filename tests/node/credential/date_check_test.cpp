#include "node/credential/date_check.hpp"

#include <doctest/doctest.h>

using namespace waarmerk;
using namespace waarmerk::node::credential;

TEST_CASE("a badge is in time from its first moment to its last") {
  const auto at = [](std::int64_t ms) {
    return check_dates(UnixTime{100}, UnixTime{200}, UnixTime{ms}).finding;
  };
  CHECK(at(99) == Finding::not_yet_valid);
  CHECK(at(100) == Finding::in_time);
  CHECK(at(200) == Finding::in_time);
  CHECK(at(201) == Finding::expired);
}

TEST_CASE("a badge without an end is good for ever, and says so") {
  const auto check = check_dates(UnixTime{100}, std::nullopt, UnixTime{1'000'000});
  CHECK(check.finding == Finding::in_time);
  CHECK(check.sentence.contains("no end date"));
}
