#include "crypto/base/time.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk {

TEST_CASE("an RFC 3339 time is read to the millisecond and printed as it was") {
  const std::string text = "2026-03-03T10:12:00.250Z";
  const auto time = parse_time(text);
  REQUIRE(time);
  CHECK(time->ms == 1'772'532'720'250);
  CHECK(print_time(*time) == text);
}

TEST_CASE("a zone is taken off, and whole seconds print no fraction") {
  const auto time = parse_time("2026-03-03T11:12:00.000+01:00");
  REQUIRE(time);
  CHECK(print_time(*time) == "2026-03-03T10:12:00Z");
}

TEST_CASE("times before 1970 and leap days are times like any other") {
  CHECK(print_time(*parse_time("1969-12-31T23:59:59Z")) == "1969-12-31T23:59:59Z");
  CHECK(parse_time("1969-12-31T23:59:59Z")->ms == -1000);
  CHECK(print_time(*parse_time("2028-02-29T00:00:00Z")) == "2028-02-29T00:00:00Z");
  CHECK(print_time(*parse_time("0099-01-02T03:04:05.060Z")) == "0099-01-02T03:04:05.060Z");
}

TEST_CASE("the end of a day is the beginning of the next, as XML Schema has it") {
  for (const std::string text : {"2026-12-31T24:00:00Z", "2026-12-31T24:00:00.000000Z"}) {
    CAPTURE(text);
    REQUIRE(parse_time(text));
    CHECK(print_time(*parse_time(text)) == "2027-01-01T00:00:00Z");
  }
  CHECK(print_time(*parse_time("2028-02-28T24:00:00+01:00")) == "2028-02-28T23:00:00Z");
}

TEST_CASE("what is not a date and time with a zone is refused") {
  for (const std::string text :
       {"", "2026-03-03", "2026-03-03T10:12:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-03-03T25:00:00Z", "2026-03-03T24:00:01Z", "2026-03-03T24:01:00Z",
        "2026-03-03T24:00:00.0001Z", "2026-03-03T10:12:00+14:01", "2026-03-03T10:12:61Z",
        "2026-03-03T10:12:00.Z", "2026-03-03T10:12:00Zx", "2026-03-03T10:12:00+15:00",
        "26-03-03T10:12:00Z"}) {
    CAPTURE(text);
    const auto time = parse_time(text);
    REQUIRE_FALSE(time);
    CHECK(time.error().code == bad_time);
  }
}

}  // namespace waarmerk
