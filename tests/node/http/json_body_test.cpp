// JSON bodies.
#include "node/http/json_body.hpp"

#include <doctest/doctest.h>

#include "node/http/problem.hpp"

using namespace waarmerk;
using namespace waarmerk::node::http;

namespace {

Request request_with(std::string type, std::string body) {
  Request request;
  request.method = "POST";
  request.headers.set("Content-Type", std::move(type));
  request.body = std::move(body);
  return request;
}

}  // namespace

TEST_CASE("a JSON body is read under each name of JSON") {
  for (const auto type :
       {"application/json", "Application/JSON; charset=UTF-8", "application/ld+json;profile=\"x\"",
        "application/json;charset=\"utf-8\""}) {
    CAPTURE(type);
    const auto body = json_body(request_with(type, "{\"a\":1}"));
    REQUIRE(body);
    CHECK(body->root().find("a")->integer() == 1);
  }
}

TEST_CASE("a body of another type is refused") {
  for (const auto type : {"text/plain", "application/jsonp", "application/+json", "json", "",
                          "application/json; charset=latin1", "text/json"}) {
    CAPTURE(type);
    const auto body = json_body(request_with(type, "{}"));
    REQUIRE_FALSE(body);
    CHECK(body.error().code == unsupported_media_type);
  }
  Request bare;
  bare.body = "{}";
  CHECK(json_body(bare).error().code == unsupported_media_type);
}

TEST_CASE("a body that is not JSON, too deep or too large is refused") {
  CHECK(json_body(request_with("application/json", "{")).error().code == json::malformed);
  CHECK(json_body(request_with("application/json", "[[[]]]"), {.depth_max = 2}).error().code ==
        json::too_deep);
  CHECK(json_body(request_with("application/json", "[1,2,3]"), {.bytes_max = 6}).error().code ==
        json::too_large);
}

TEST_CASE("what was created says where it is") {
  const auto response = created("/v1/badges/1", "{}");
  CHECK(response.status == 201);
  CHECK(response.headers.find("Location") == "/v1/badges/1");
  CHECK(no_content().status == 204);
}
