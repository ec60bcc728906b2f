// Our status lists by way of the route that anybody reads them at.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "node/credential/status_credential.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

}  // namespace

TEST_CASE("a status list is read by anybody, and again only when it changed") {
  TestRoutes library;
  const auto id = library.award();
  auto request = request_of("GET", "/status/1");
  const auto first = library.call(request);
  REQUIRE(first.status == 200);
  CHECK(first.headers.find("Content-Type") == "application/json");
  CHECK(first.headers.find("Cache-Control"));
  const auto list = credential::read_status_credential(*json::parse(first.body));
  REQUIRE(list);
  CHECK(list->id == "https://library.example/status/1");
  CHECK(list->list.count() == 0);
  request.headers.set("If-None-Match", std::string(*first.headers.find("ETag")));
  const auto unchanged = library.call(request);
  CHECK(unchanged.status == 304);
  CHECK(unchanged.body.empty());
  REQUIRE(library.post("/v1/badges/" + id + "/revoke", "").status == 200);
  const auto changed = library.call(request);
  REQUIRE(changed.status == 200);
  CHECK(credential::read_status_credential(*json::parse(changed.body))->list.count() == 1);
}

TEST_CASE("what is no number of one of our lists is not there") {
  TestRoutes library;
  for (const auto* path : {"/status/0", "/status/99", "/status/one", "/status/-1", "/status/1x",
                           "/status/4294967297", "/status/%201"}) {
    const auto response = library.call(request_of("GET", path));
    CHECK_MESSAGE(response.status == 404, path);
    CHECK(text_in(response, "code") == "status.no_such_list");
  }
}

}  // namespace waarmerk::node::routes
