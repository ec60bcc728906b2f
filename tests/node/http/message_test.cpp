// Headers, and a target cut in two.
#include "node/http/message.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::node::http;

TEST_CASE("a header is found whatever its case") {
  Headers headers;
  headers.set("Content-Type", "text/plain");
  CHECK(headers.find("content-TYPE") == "text/plain");
  CHECK_FALSE(headers.find("content-typ"));
}

TEST_CASE("setting a header replaces it, adding one does not") {
  Headers headers;
  headers.set("A", "1");
  headers.set("a", "2");
  CHECK(headers.count("A") == 1);
  headers.add("a", "3");
  CHECK(headers.count("A") == 2);
  CHECK(headers.find("A") == "2");
}

TEST_CASE("a target is a path and a query") {
  Request request;
  request.target = "/v1/badges?limit=3?x";
  CHECK(request.path() == "/v1/badges");
  CHECK(request.query() == "limit=3?x");
  request.target = "/v1/badges";
  CHECK(request.path() == "/v1/badges");
  CHECK(request.query().empty());
}
