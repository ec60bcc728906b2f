// Our own DID by way of the routes, as the command line changes it while the node runs.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "node/actions/own_line.hpp"
#include "tests/support/own_lines.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

std::string body_with(const std::string& line) {
  json::Writer body;
  body.begin_object().member("line", line).member("issuingKey", "issuing-1").end_object();
  return body.take();
}

}  // namespace

TEST_CASE("a line of our history is taken up, and the node is told to start anew") {
  TestRoutes library(tests::NodeMethod::webvh);
  int started = 0;
  library.services.start_anew = [&] { ++started; };
  const auto shown = library.get("/v1/did");
  CHECK(shown.status == 200);
  const auto state = actions::read_own_state(tests::body_of(shown));
  REQUIRE(state);
  CHECK(state->organisation.did == library.node.self.did.text());
  const auto line = tests::line_naming(library.node, {});
  const auto taken = library.post("/v1/did/lines", body_with(line));
  CHECK(taken.status == 202);
  CHECK(text_in(taken, "state") == "in_force");
  CHECK(started == 1);
  CHECK(tests::own_log(library.node).entries().size() == 2);
}

TEST_CASE("a line that waits starts nothing, and nothing is begun behind it") {
  TestRoutes library(tests::NodeMethod::webvh);
  int started = 0;
  library.services.start_anew = [&] { ++started; };
  const auto line = tests::line_naming(library.node, {1, {"did:key:" + tests::multikey(77)}});
  const auto taken = library.post("/v1/did/lines", body_with(line));
  CHECK(taken.status == 202);
  CHECK(text_in(taken, "state") == "waiting");
  CHECK(started == 0);
  CHECK(text_in(library.get("/v1/did"), "code") == "did.line_waits");
  CHECK(library.get("/v1/did").status == 409);
}

TEST_CASE("our DID is changed only by who may, and only by a line of its history") {
  TestRoutes library(tests::NodeMethod::webvh);
  CHECK(library.call(request_of("GET", "/v1/did")).status == 401);
  CHECK(library.call(request_of("POST", "/v1/did/lines", body_with("{}"))).status == 401);
  CHECK(text_in(library.post("/v1/did/lines", body_with("{}")), "code") == "did.bad_log");
  CHECK(library.post("/v1/did/lines", "{}").status == 400);
  TestRoutes web;
  CHECK(text_in(web.get("/v1/did"), "code") == "did.fixed_keys");
  CHECK(tests::own_log(library.node).entries().size() == 1);
}

}  // namespace waarmerk::node::routes
