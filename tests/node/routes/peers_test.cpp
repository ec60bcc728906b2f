// Peers by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

http::Response call_as(TestRoutes& library, http::Request request, const std::string& scope) {
  request.headers.set("Authorization", "Bearer " + library.make_token({scope}));
  return library.call(std::move(request));
}

constexpr const char* school = R"({"url":"https://school.example/"})";

}  // namespace

TEST_CASE("a peer is added once, listed, and removed once") {
  TestRoutes library;
  const auto added = library.post("/v1/peers", school);
  REQUIRE(added.status == 201);
  const auto listed = body_of(library.get("/v1/peers"));
  REQUIRE(listed.root().find("peers")->size() == 1);
  const json::Value peer = *listed.root().find("peers")->elements().begin();
  CHECK(peer.find("url")->string() == "https://school.example");
  CHECK(peer.find("failures")->integer() >= 0);
  const auto again = library.post("/v1/peers", school);
  CHECK(again.status == 409);
  CHECK(text_in(again, "code") == "peer.exists");
  const auto remove = [&] {
    return call_as(library, request_of("DELETE", "/v1/peers?url=https%3A%2F%2Fschool.example"),
                   "admin");
  };
  CHECK(remove().status == 204);
  const auto gone = remove();
  CHECK(gone.status == 404);
  CHECK(text_in(gone, "code") == "peer.not_found");
}

TEST_CASE("a peer is added by its domain, and it is told what led there") {
  TestRoutes library;
  library.node.fetcher.answer("https://school.example/.well-known/bot.json", 200,
                              R"({"endpoint":"https://node.school.example/bot/1"})");
  const auto added = library.post("/v1/peers", R"({"place":"school.example"})");
  REQUIRE(added.status == 201);
  const auto body = body_of(added);
  const auto found = body.root().find("found");
  REQUIRE(found);
  CHECK(found->find("by")->string() == "bot.json");
  CHECK(found->find("url")->string() == "https://node.school.example");
  CHECK(library.exchange->peers().front().url == "https://node.school.example");
  const auto nobody = library.post("/v1/peers", R"({"place":"nobody.example"})");
  CHECK(nobody.status == 404);
  CHECK(text_in(nobody, "code") == "peer.no_node");
  CHECK(library.post("/v1/peers", R"({"place":7})").status == 400);
  CHECK(library.exchange->peers().size() == 1);
}

TEST_CASE("a peer that does not answer shows how often") {
  TestRoutes library;
  REQUIRE(library.post("/v1/peers", school).status == 201);
  library.node.clock.advance(2 * second_ms);
  CHECK(library.post("/v1/peers/sync", "").status == 202);
  const auto listed = body_of(library.get("/v1/peers"));
  const json::Value peer = *listed.root().find("peers")->elements().begin();
  CHECK(peer.find("failures")->integer() > 0);
  CHECK(peer.find("lastFailure")->string());
  CHECK_FALSE(peer.find("lastHeard"));
}

TEST_CASE("what is no address of a node is not a peer") {
  TestRoutes library;
  const auto refused = [&](const std::string& body) {
    const auto response = library.post("/v1/peers", body);
    CHECK(response.status == 400);
    return text_in(response, "code");
  };
  CHECK(refused(R"({"url":"school.example"})") == "peer.malformed");
  CHECK(refused(R"({"url":"https:///"})") == "peer.malformed");
  CHECK(refused(R"({"url":"https:///bot/1"})") == "peer.malformed");
  CHECK(refused(R"({"url":"https://school.example/?x=1"})") == "peer.malformed");
  CHECK(refused(R"({"url":7})") == "json.wrong_type");
  CHECK(refused("{}") == "json.missing_member");
  const auto unnamed = call_as(library, request_of("DELETE", "/v1/peers"), "admin");
  CHECK(unnamed.status == 400);
  CHECK(text_in(unnamed, "code") == "http.bad_query");
}

TEST_CASE("who may read sees the peers, and only an administrator changes them") {
  TestRoutes library;
  CHECK(library.call(request_of("GET", "/v1/peers")).status == 401);
  CHECK(call_as(library, request_of("GET", "/v1/peers"), "read").status == 200);
  CHECK(call_as(library, request_of("GET", "/v1/peers"), "admin").status == 403);
  CHECK(call_as(library, request_of("POST", "/v1/peers", school), "read").status == 403);
  CHECK(call_as(library, request_of("POST", "/v1/peers/sync"), "read").status == 403);
}

}  // namespace waarmerk::node::routes
