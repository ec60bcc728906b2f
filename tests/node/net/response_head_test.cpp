// The first lines of a response.
#include "node/net/response_head.hpp"

#include <doctest/doctest.h>

#include "node/http/json_body.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using namespace waarmerk::node::net;

namespace {

constexpr UnixTime now{1'772'532'720'000};

std::string head_of(http::Response response) { return print_head(response, {.now = now}); }

}  // namespace

TEST_CASE("every response has the security headers, a date and a server without version") {
  const auto head = head_of(http::json_response(200, "{}"));
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.contains("X-Content-Type-Options: nosniff\r\n"));
  CHECK(head.contains("Referrer-Policy: no-referrer\r\n"));
  CHECK(head.contains("Content-Security-Policy: default-src 'none'"));
  CHECK(head.contains("Cache-Control: no-store\r\n"));
  CHECK(head.contains("Server: waarmerk\r\n"));
  CHECK(head.contains("Date: Tue, 03 Mar 2026 10:12:00 GMT\r\n"));
  CHECK(head.contains("Content-Length: 2\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("a handler's own words on caching stay, its words on framing go") {
  auto response = http::json_response(200, "{}");
  response.headers.set("cache-control", "max-age=60");
  response.headers.set("content-length", "99");
  response.headers.set("Transfer-Encoding", "chunked");
  const auto head = head_of(response);
  CHECK(head.contains("cache-control: max-age=60\r\n"));
  CHECK_FALSE(head.contains("no-store"));
  CHECK_FALSE(head.contains("99"));
  CHECK_FALSE(head.contains("chunked"));
}

TEST_CASE("204 says nothing of a length") {
  CHECK_FALSE(head_of(http::no_content()).contains("Content-Length"));
  CHECK(head_of(http::json_response(200, "")).contains("Content-Length: 0\r\n"));
}

TEST_CASE("a header that would break out of its line becomes a 500") {
  for (const auto* value : {"a\r\nSet-Cookie: b", "a\nb", "a\rb"}) {
    auto response = http::json_response(200, "{}");
    response.headers.set("Location", value);
    CHECK(head_of(response).starts_with("HTTP/1.1 500 "));
  }
  auto response = http::json_response(200, "{}");
  response.headers.set("Bad Name", "x");
  CHECK(head_of(response).starts_with("HTTP/1.1 500 "));
  CHECK(head_of({.status = 99, .headers = {}, .body = {}}).starts_with("HTTP/1.1 500 "));
}
