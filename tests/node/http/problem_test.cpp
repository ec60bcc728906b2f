// Errors as problem documents.
#include "node/http/problem.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"

using namespace waarmerk;
using namespace waarmerk::node::http;

namespace {

constexpr ErrorCode sample{"test.sample", ErrorKind::conflict};
constexpr ErrorCode broken{"test.broken", ErrorKind::internal};

}  // namespace

TEST_CASE("a problem names its code, its status and its place") {
  const auto response = problem({sample, "The \"name\" is taken.", "$.name"});
  CHECK(response.status == 409);
  CHECK(response.headers.find("Content-Type") == "application/problem+json");
  const auto document = json::parse(response.body);
  REQUIRE(document);
  const json::Reader body(*document);
  CHECK(body.get_string("type") == "urn:waarmerk:error:test.sample");
  CHECK(body.get_string("code") == "test.sample");
  CHECK(body.get_string("detail") == "The \"name\" is taken.");
  CHECK(body.get_string("path") == "$.name");
  CHECK(body.get_integer("status") == 409);
}

TEST_CASE("who has no time may say who else has, and when to come again") {
  const auto response = problem({server_busy, "Later."},
                                {.retry_after_s = 3, .elsewhere = {"https://a.example/bot/1"}});
  CHECK(response.status == 503);
  CHECK(response.headers.find("Retry-After") == "3");
  CHECK(response.body.contains(R"("try":["https://a.example/bot/1"])"));
  CHECK_FALSE(problem({server_busy, "Later."}).body.contains("try"));
}

TEST_CASE("the detail of an internal error does not leave the node") {
  const auto response = problem({broken, "disk /secret/place is full"});
  CHECK(response.status == 500);
  CHECK(response.body.find("secret") == std::string::npos);
  CHECK(response.body.find("test.broken") != std::string::npos);
  REQUIRE(response.fault);
  CHECK(response.fault->detail == "disk /secret/place is full");
  CHECK_FALSE(problem({{"x.x", ErrorKind::conflict}, "so it is"}).fault);
}

TEST_CASE("the kind decides the status, but for what HTTP has a status for") {
  CHECK(status_of({"x.x", ErrorKind::invalid}) == 400);
  CHECK(status_of({"x.x", ErrorKind::unauthenticated}) == 401);
  CHECK(status_of({"x.x", ErrorKind::denied}) == 403);
  CHECK(status_of({"x.x", ErrorKind::missing}) == 404);
  CHECK(status_of({"x.x", ErrorKind::exhausted}) == 429);
  CHECK(status_of({"x.x", ErrorKind::unavailable}) == 503);
  CHECK(status_of(method_not_allowed) == 405);
  CHECK(status_of(body_too_large) == 413);
  CHECK(status_of(unsupported_media_type) == 415);
  CHECK(status_of(header_too_large) == 431);
}

TEST_CASE("401 says which scheme would help, and 429 when to come back") {
  const auto unknown = problem({{"x.x", ErrorKind::unauthenticated}, ""});
  CHECK(unknown.headers.find("WWW-Authenticate") == "Bearer");
  const auto busy = problem({{"x.x", ErrorKind::exhausted}, ""}, {.retry_after_s = 7});
  CHECK(busy.headers.find("Retry-After") == "7");
  CHECK_FALSE(busy.headers.find("WWW-Authenticate"));
}
