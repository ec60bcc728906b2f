#include "node/routes/served.hpp"

#include <doctest/doctest.h>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {

TEST_CASE("what is served goes out as it is, and not again to who has it") {
  const gossip::Served served{.status = 200,
                              .content_type = "application/cbor",
                              .cache_control = "no-cache",
                              .etag = "\"u1\"",
                              .bytes = {1, 2}};
  auto request = tests::request_of("GET", "/bot/1/heads");
  const auto fresh = respond(request, served);
  CHECK(fresh.status == 200);
  CHECK(fresh.body == std::string("\x01\x02"));
  CHECK(fresh.headers.find("ETag") == "\"u1\"");
  request.headers.set("If-None-Match", "\"u1\"");
  const auto known = respond(request, served);
  CHECK(known.status == 304);
  CHECK(known.body.empty());
}

TEST_CASE("what is not there is a problem document that no cache keeps") {
  const auto request = tests::request_of("GET", "/bot/1/p/u1");
  const auto missing = respond(request, {.status = 404, .cache_control = "no-cache"});
  CHECK(missing.status == 404);
  CHECK(missing.headers.find("Cache-Control") == "no-cache");
  CHECK(missing.body.contains("gossip.not_held"));
  CHECK(respond(request, {.status = 400, .cache_control = "no-cache"})
            .body.contains("gossip.malformed"));
}

}  // namespace waarmerk::node::routes
