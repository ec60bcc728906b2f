// What a browser is shown where something went wrong, and where the address is bare.
#include "node/routes/trouble.hpp"

#include <doctest/doctest.h>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;

http::Request by_browser(const std::string& method, const std::string& target) {
  auto request = request_of(method, target);
  request.headers.set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  request.headers.set("Accept-Language", "nl");
  return request;
}

}  // namespace

TEST_CASE("the bare address of a node leads to the page for checking, in the language asked for") {
  TestRoutes library;
  const auto bare = library.call(request_of("GET", "/"));
  CHECK(bare.status == 303);
  CHECK(bare.headers.find("Location") == "/check");
  CHECK(library.call(request_of("GET", "/?lang=nl+ti")).headers.find("Location") ==
        "/check?lang=nl+ti");
  CHECK(library.call(request_of("GET", "/?lang=xx")).headers.find("Location") == "/check");
}

TEST_CASE("an address where nothing stands is a page to a browser, and a problem to a program") {
  TestRoutes library;
  const auto page = library.call(by_browser("GET", "/nowhere"));
  CHECK(page.status == 404);
  CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.body.contains("<h1>Hier staat niets</h1>"));
  CHECK(page.body.contains("http.no_such_route"));
  const auto told = library.call(request_of("GET", "/nowhere"));
  CHECK(told.status == 404);
  CHECK(told.headers.find("Content-Type") == "application/problem+json");
}

TEST_CASE("a route that fails and a method that is not there are pages too, with their headers") {
  TestRoutes library;
  const auto method = library.call(by_browser("PUT", "/check"));
  CHECK(method.status == 405);
  CHECK(method.headers.find("Allow") == "GET, HEAD, POST");
  CHECK(method.body.contains("<h1>Dat is niet gelukt</h1>"));
  const auto unknown = library.call(by_browser("GET", "/v1/badges"));
  CHECK(unknown.status == 401);
  CHECK(unknown.headers.find("WWW-Authenticate") == "Bearer");
  CHECK(unknown.headers.find("Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("a page that a route makes itself is left as it is") {
  TestRoutes library;
  CHECK(library.call(by_browser("GET", "/check")).status == 200);
  const auto gone = library.call(by_browser("GET", "/interactions/uNone"));
  CHECK(gone.status == 404);
  CHECK_FALSE(gone.body.contains("Hier staat niets"));
}

}  // namespace waarmerk::node::routes
