// HTTP's date.
#include "node/http/date.hpp"

#include <doctest/doctest.h>

using namespace waarmerk;
using namespace waarmerk::node::http;

TEST_CASE("a date is printed as IMF-fixdate") {
  CHECK(print_http_date({784'111'777'000}) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(print_http_date({1'772'532'720'999}) == "Tue, 03 Mar 2026 10:12:00 GMT");
  CHECK(print_http_date({0}) == "Thu, 01 Jan 1970 00:00:00 GMT");
}
