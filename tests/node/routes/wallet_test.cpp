// The badge book as a browser opens it.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {

using tests::request_of;
using tests::TestRoutes;

TEST_CASE("the badge book opens in the language that was chosen, with its manifest") {
  TestRoutes library;
  const auto page = library.call(request_of("GET", "/wallet?lang=nl"));
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Mijn badgeboek</h1>"));
  const auto manifest = library.call(request_of("GET", "/wallet.webmanifest?lang=nl"));
  CHECK(manifest.status == 200);
  CHECK(manifest.headers.find("Content-Type") == "application/manifest+json");
  CHECK(library.call(request_of("POST", "/wallet", "{}")).status == 405);
}

TEST_CASE("what an offer has in the address of the badge book is not repeated by the page") {
  TestRoutes library;
  const auto page = library.call(request_of("GET", "/wallet?credential_offer=%3Cb%3Esecret"));
  CHECK(page.status == 200);
  CHECK_FALSE(page.body.contains("secret"));
}

}  // namespace waarmerk::node::routes
