#include "node/http/etag.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::http {
namespace {

bool asked_with(std::string header) {
  Request request;
  request.headers.set("If-None-Match", std::move(header));
  return has_newest(request, "\"abc\"");
}

}  // namespace

TEST_CASE("who names the tag has the newest form, also in a list or marked as weak") {
  CHECK(asked_with("\"abc\""));
  CHECK(asked_with("\"x\" , \"abc\""));
  CHECK(asked_with("W/\"abc\""));
  CHECK(asked_with(" * "));
}

TEST_CASE("who names another tag, or none, has not") {
  CHECK_FALSE(asked_with("\"abcd\""));
  CHECK_FALSE(asked_with("abc"));
  CHECK_FALSE(asked_with("\"x\", "));
  CHECK_FALSE(asked_with(""));
  CHECK_FALSE(has_newest({}, "\"abc\""));
}

}  // namespace waarmerk::node::http
