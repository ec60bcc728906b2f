// Routes.
#include "node/http/router.hpp"

#include <doctest/doctest.h>

#include "node/http/json_body.hpp"
#include "tests/support/run_task.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using namespace waarmerk::node::http;

namespace {

Task<Response> say_name(Request, Parameters) { co_return text_response(200, "name"); }
Task<Response> say_id(Request, Parameters given) { co_return text_response(200, given["id"]); }
Task<Response> say_method(Request request, Parameters) {
  co_return text_response(201, request.method);
}

Router sample_router() {
  return Router({{"GET", "/v1/badges/{id}", say_id},
                 {"GET", "/v1/badges/names", say_name},
                 {"POST", "/v1/badges", say_method},
                 {"GET", "/v1/badges", say_method},
                 {"GET", "/", say_name},
                 {"GET", "/{id}/did.json", say_id}});
}

Response ask(std::string method, std::string target) {
  const auto router = sample_router();
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  return tests::run_task(router.handle(std::move(request)));
}

}  // namespace

TEST_CASE("a route's parameter is one decoded segment") {
  CHECK(ask("GET", "/v1/badges/did%3Akey%3Az6%2Fx?y=1").body == "did:key:z6/x");
  CHECK(ask("GET", "/library/did.json").body == "library");
  CHECK(ask("GET", "/v1/badges/7").route == "/v1/badges/{id}");
}

TEST_CASE("a literal segment goes before a parameter") {
  CHECK(ask("GET", "/v1/badges/names").body == "name");
  CHECK(ask("GET", "/v1/badges/name").body == "name");
  CHECK(ask("GET", "/v1/badges/other").body == "other");
}

TEST_CASE("what goes wrong is dressed for who asks for a page, and for nobody else") {
  const Router router({{"GET", "/", say_name}}, [](const Request& asked, Response response) {
    response.body = "dressed for " + asked.target;
    return response;
  });
  Request request;
  request.method = "GET";
  request.target = "/nowhere";
  CHECK(tests::run_task(router.handle(request)).body.contains("http.no_such_route"));
  request.headers.set("Accept", "text/html");
  const auto page = tests::run_task(router.handle(request));
  CHECK(page.status == 404);
  CHECK(page.body == "dressed for /nowhere");
}

TEST_CASE("a path that is not in the table is a 404") {
  for (const auto target : {"/v1", "/v1/badges/", "/v1/badges/1/2", "//v1/badges", "/V1/badges",
                            "/v1/badges/%2e", "/did.json"}) {
    CAPTURE(target);
    const auto response = ask("GET", target);
    CHECK((response.status == 404 || response.status == 400));
    CHECK(response.headers.find("Content-Type") == "application/problem+json");
  }
}

TEST_CASE("a broken encoding or a segment of dots is a 400") {
  for (const auto target : {"/v1/badges/%4", "/v1/badges/%00", "/v1/badges/..", "/v1/badges/%2E%2e",
                            "v1/badges", "http://elsewhere/", "*", ""}) {
    CAPTURE(target);
    CHECK(ask("GET", target).status == 400);
  }
}

TEST_CASE("a method that a path does not have is a 405 that lists the others") {
  const auto response = ask("DELETE", "/v1/badges");
  CHECK(response.status == 405);
  CHECK(response.headers.find("Allow") == "GET, HEAD, POST");
  CHECK(ask("get", "/v1/badges").status == 405);
}

TEST_CASE("OPTIONS tells what a path allows") {
  const auto response = ask("OPTIONS", "/v1/badges");
  CHECK(response.status == 204);
  CHECK(response.headers.find("Allow") == "GET, HEAD, POST");
}

TEST_CASE("HEAD is answered by the route of GET") {
  CHECK(ask("HEAD", "/v1/badges/7").body == "7");
  CHECK(ask("HEAD", "/v1/none").status == 404);
}

TEST_CASE("the table can be listed") {
  const auto router = sample_router();
  CHECK(router.routes().size() == 6);
  CHECK(router.routes().front().pattern == "/");
}
