// Health, readiness, metrics, and what the node says of itself.
#include <doctest/doctest.h>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

}  // namespace

TEST_CASE("a node that runs is alive, and ready once it may publish") {
  TestRoutes library;
  CHECK(library.call(request_of("GET", "/healthz")).body == "ok\n");
  CHECK(library.call(request_of("GET", "/readyz")).status == 200);
  library.node.publisher.stand(feed::Standing::asking);
  CHECK(library.call(request_of("GET", "/healthz")).status == 200);
  const auto waiting = library.call(request_of("GET", "/readyz"));
  CHECK(waiting.status == 503);
  CHECK(text_in(waiting, "code") == "node.not_ready");
}

TEST_CASE("metrics are text for Prometheus") {
  TestRoutes library;
  library.metrics.counter({"waarmerk_trials_total", "Trials."}).add();
  const auto printed = library.call(request_of("GET", "/metrics"));
  CHECK(printed.status == 200);
  CHECK(printed.headers.find("Content-Type")->starts_with("text/plain; version=0.0.4"));
  CHECK(printed.body.contains("waarmerk_trials_total 1"));
}

TEST_CASE("a node says who it is and how it stands") {
  TestRoutes library;
  const auto said = library.call(request_of("GET", "/v1/node"));
  CHECK(text_in(said, "did") == "did:web:library.example");
  CHECK(text_in(said, "publishing") == "safe");
  CHECK(text_in(said, "lastEntry") == "2026-03-03T10:12:00Z");
  CHECK(body_of(said).root().find("feeds")->integer() == 1);
  CHECK(body_of(said).root().find("links")->integer() == 0);
  CHECK(body_of(said).root().find("peers")->integer() == 0);
  CHECK(body_of(said).root().find("confirmed")->boolean() == false);
  library.node.publisher.confirm();
  CHECK(body_of(library.call(request_of("GET", "/v1/node"))).root().find("confirmed")->boolean() ==
        true);
  library.node.publisher.stand(feed::Standing::forked);
  CHECK(text_in(library.call(request_of("GET", "/v1/node")), "publishing") == "forked");
}

TEST_CASE("what is served nowhere is a problem document, and no method is guessed") {
  TestRoutes library;
  const auto nowhere = library.call(request_of("GET", "/v1/nowhere"));
  CHECK(nowhere.status == 404);
  CHECK(text_in(nowhere, "code") == "http.no_such_route");
  CHECK(library.call(request_of("DELETE", "/healthz")).status == 405);
}

}  // namespace waarmerk::node::routes
