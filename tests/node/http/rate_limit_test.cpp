// Token buckets.
#include "node/http/rate_limit.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace waarmerk;
using namespace waarmerk::node::http;

TEST_CASE("a caller may burst, then waits for its tokens") {
  RateLimit limit({.per_second = 2, .burst = 3, .keys_max = 10});
  const UnixTime start{1'000'000};
  for (int i = 0; i < 3; ++i) CHECK(limit.take("a", start));
  CHECK(limit.take("a", start).error().code == too_many_requests);
  CHECK(limit.take("b", start));
  CHECK_FALSE(limit.take("a", start + 499));
  CHECK(limit.take("a", start + 500));
  CHECK_FALSE(limit.take("a", start + 501));
  CHECK(limit.retry_after_s() == 1);
}

TEST_CASE("a bucket never holds more than its burst") {
  RateLimit limit({.per_second = 100, .burst = 2, .keys_max = 10});
  const UnixTime start{1'000'000};
  CHECK(limit.take("a", start));
  const auto later = start + day_ms;
  CHECK(limit.take("a", later));
  CHECK(limit.take("a", later));
  CHECK_FALSE(limit.take("a", later));
}

TEST_CASE("a clock that is set back gives no tokens") {
  RateLimit limit({.per_second = 1, .burst = 1, .keys_max = 10});
  CHECK(limit.take("a", {10'000}));
  CHECK_FALSE(limit.take("a", {1'000}));
  CHECK_FALSE(limit.take("a", {1'500}));
  CHECK(limit.take("a", {2'500}));
}

TEST_CASE("the number of callers is bounded") {
  RateLimit limit({.per_second = 1, .burst = 1, .keys_max = 3});
  for (int i = 0; i < 100; ++i) CHECK(limit.take(std::to_string(i), {1}));
  CHECK(limit.size() == 3);
  CHECK_FALSE(limit.take("99", {1}));
  CHECK(limit.take("0", {1}));
}

TEST_CASE("an IPv6 caller is its first 64 bits") {
  CHECK(rate_key("192.0.2.1") == "192.0.2.1");
  CHECK(rate_key("2001:db8:1:2:3:4:5:6") == rate_key("2001:db8:1:2::1"));
  CHECK(rate_key("2001:db8:1:2::1") != rate_key("2001:db8:1:3::1"));
  CHECK(rate_key("fe80::1%eth0") == "fe80::/64");
  CHECK(rate_key("elsewhere") == "elsewhere");
}
