// One clear request, or none.
#include "node/net/request_check.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/http/problem.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using namespace waarmerk::node::net;

namespace {

http::Request plain_request(std::string target = "/") {
  http::Request request;
  request.method = "GET";
  request.target = std::move(target);
  request.headers.set("Host", "library.example:8443");
  return request;
}

bool is_clear(http::Request request, int minor_version = 1) {
  return check_request(request, {.minor_version = minor_version}).has_value();
}

}  // namespace

TEST_CASE("a request says once where its body ends") {
  auto request = plain_request();
  request.headers.add("Content-Length", "5");
  CHECK(is_clear(request));
  request.headers.add("Transfer-Encoding", "chunked");
  CHECK_FALSE(is_clear(request));
  auto twice = plain_request();
  twice.headers.add("Content-Length", "5");
  twice.headers.add("content-length", "5");
  CHECK_FALSE(is_clear(twice));
}

TEST_CASE("a length is one decimal number") {
  for (const auto* length : {"4, 4", "+4", "-4", "0x4", "4 4", ""}) {
    auto request = plain_request();
    request.headers.set("Content-Length", length);
    CHECK_FALSE(is_clear(request));
  }
}

TEST_CASE("the only transfer encoding is chunked, in HTTP/1.1") {
  auto request = plain_request();
  request.headers.set("Transfer-Encoding", "Chunked");
  CHECK(is_clear(request));
  CHECK_FALSE(is_clear(request, 0));
  for (const auto* encoding : {"gzip", "gzip, chunked", "chunked, chunked", "xchunked", ""}) {
    request.headers.set("Transfer-Encoding", encoding);
    CHECK_FALSE(is_clear(request));
  }
}

TEST_CASE("a request names its host once") {
  auto request = plain_request();
  request.headers.add("host", "other.example");
  CHECK_FALSE(is_clear(request));
  http::Request none;
  none.target = "/";
  CHECK_FALSE(is_clear(none));
  CHECK(is_clear(none, 0));
  auto odd = plain_request();
  odd.headers.set("Host", "a/b");
  CHECK_FALSE(is_clear(odd));
  odd.headers.set("Host", "user@a");
  CHECK_FALSE(is_clear(odd));
}

TEST_CASE("a target in absolute form becomes a path, and its host is believed") {
  auto request = plain_request("http://other.example:81/v1/badges?x=1");
  REQUIRE(check_request(request, {}));
  CHECK(request.target == "/v1/badges?x=1");
  CHECK(request.headers.find("Host") == "other.example:81");
  auto bare = plain_request("HTTP://other.example?x");
  REQUIRE(check_request(bare, {}));
  CHECK(bare.target == "/?x");
  CHECK_FALSE(is_clear(plain_request("http:///path")));
  CHECK_FALSE(is_clear(plain_request("http://user@a/")));
}

TEST_CASE("a target is ASCII and a path") {
  CHECK_FALSE(is_clear(plain_request("v1")));
  CHECK_FALSE(is_clear(plain_request("/caf\xc3\xa9")));
  CHECK_FALSE(is_clear(plain_request("/a#b")));
  CHECK_FALSE(is_clear(plain_request("*")));
  auto options = plain_request("*");
  options.method = "OPTIONS";
  CHECK(is_clear(options));
}

TEST_CASE("the only expectation met is 100-continue") {
  auto request = plain_request();
  request.headers.set("Expect", "100-Continue");
  CHECK(is_clear(request));
  request.headers.set("Expect", "200-ok");
  CHECK(check_request(request, {}).error().code == http::expectation_failed);
}

TEST_CASE("a header has a bounded number of lines") {
  auto request = plain_request();
  for (int i = 0; i < 9; ++i) request.headers.add("X-" + std::to_string(i), "1");
  CHECK(check_request(request, {.header_lines_max = 10}));
  request.headers.add("X-more", "1");
  CHECK(check_request(request, {.header_lines_max = 10}).error().code == http::header_too_large);
}

TEST_CASE("a trace id is taken from a sound traceparent only") {
  http::Headers headers;
  headers.set("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  CHECK(trace_id(headers) == "4bf92f3577b34da6a3ce929d0e0e4736");
  for (const auto* text : {"00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-4bf9", "",
                           "00-\"bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}) {
    headers.set("traceparent", text);
    CHECK(trace_id(headers).empty());
  }
}
