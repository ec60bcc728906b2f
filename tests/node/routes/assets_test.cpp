// The files of the pages, as a browser asks for them.
#include "node/web/assets.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {

using tests::request_of;
using tests::TestRoutes;

TEST_CASE("each file that a page names is there, and no other") {
  TestRoutes library;
  for (const auto* source : {"page.css", "page.js", "check.js", "answer.js", "book.css", "book.js",
                             "icon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png"}) {
    const auto found = library.call(request_of("GET", web::asset_path(source)));
    CHECK(found.status == 200);
    CHECK_FALSE(found.body.empty());
  }
  CHECK(library.call(request_of("GET", "/assets/page.css")).status == 404);
  CHECK(library.call(request_of("GET", "/assets/..%2fpage.css")).status == 404);
  CHECK(library.call(request_of("POST", web::asset_path("page.css"))).status == 405);
}

TEST_CASE("the service worker stands at the top, and is asked for anew each time") {
  TestRoutes library;
  const auto worker = library.call(request_of("GET", "/sw.js"));
  CHECK(worker.status == 200);
  CHECK(worker.headers.find("Content-Type") == "text/javascript; charset=utf-8");
  CHECK(worker.headers.find("Cache-Control") == "no-cache");
  CHECK(worker.headers.find("Content-Security-Policy") == "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
  auto again = request_of("GET", "/sw.js");
  again.headers.set("If-None-Match", std::string(worker.headers.find("ETag").value_or("")));
  CHECK(library.call(again).status == 304);
}

}  // namespace waarmerk::node::routes
