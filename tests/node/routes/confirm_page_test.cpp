// The page for confirming: the node hands it out, and hears nothing of what is confirmed.
#include <doctest/doctest.h>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {

TEST_CASE("the page for confirming opens in the language that was chosen, whatever stands behind") {
  tests::TestRoutes library;
  const auto page = library.call(tests::request_of("GET", "/confirm?lang=nl&ask=x"));
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Kunt u dit bevestigen?</h1>"));
  CHECK_FALSE(page.body.contains("ask="));
  CHECK(library.call(tests::request_of("POST", "/confirm")).status == 405);
}

}  // namespace waarmerk::node::routes
