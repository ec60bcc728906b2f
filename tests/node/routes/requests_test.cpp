// Requests by way of the routes: made, seen, withdrawn.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

constexpr const char* plain =
    R"({"badge":{"type":"Badge","issuer":"did:web:a.example"},"purpose":"A job"})";

http::Response erase(TestRoutes& library, const std::string& target) {
  auto request = tests::request_of("DELETE", target);
  request.headers.set("Authorization", "Bearer " + library.token);
  return library.call(std::move(request));
}

}  // namespace

TEST_CASE("a request comes with its links, and what it asks for as DCQL") {
  TestRoutes library;
  const auto made = library.post("/v1/requests", plain);
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const auto id = text_in(made, "id");
  CHECK(made.headers.find("Location") == "/v1/requests/" + id);
  CHECK(text_in(made, "state") == "open");
  CHECK(text_in(made, "interaction") == "https://library.example/interactions/" + id + "?iuv=1");
  CHECK(text_in(made, "link").starts_with("openid4vp://?client_id=decentralized_identifier%3A"));
  CHECK(text_in(made, "requestUri") == "https://library.example/openid/requests/" + id);
  CHECK(text_in(made, "clientId").starts_with("decentralized_identifier:did:web:library.example"));
  const auto body = body_of(made);
  CHECK(body.root().find("query")->find("credentials")->size() == 3);
  const auto listed = library.get("/v1/requests");
  CHECK(body_of(listed).root().find("requests")->size() == 1);
  CHECK(text_in(library.get("/v1/requests/" + id), "purpose") == "A job");
}

TEST_CASE("a query in DCQL is asked as it is") {
  TestRoutes library;
  const std::string query =
      R"({"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["urn:t"]}}]})";
  const auto made = library.post("/v1/requests", R"({"purpose":"A job","query":)" + query +
                                                     R"(,"keepUntil":"2026-03-05T00:00:00Z"})");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  CHECK(json::print(*body_of(made).root().find("query")) == query);
  CHECK(text_in(made, "keepUntil") == "2026-03-05T00:00:00Z");
}

TEST_CASE("what is asked for is one of two, and said for what") {
  TestRoutes library;
  const auto refused = [&](const std::string& body) {
    return text_in(library.post("/v1/requests", body), "code");
  };
  CHECK(refused(R"({"purpose":"x"})") == "request.malformed");
  CHECK(refused(R"({"purpose":"x","badge":{"type":"B"},"query":{}})") == "request.malformed");
  CHECK(refused(R"({"purpose":"x","badge":{"issuer":"did:x:1"}})") == "request.malformed");
  CHECK(refused(R"({"purpose":"x","badge":{"name":"B"}})") == "json.unknown_member");
  CHECK(refused(R"({"badge":{"type":"B"}})") == "json.missing_member");
  CHECK(refused(R"({"purpose":"","badge":{"type":"B"}})") == "request.malformed");
  CHECK(refused(R"({"purpose":"x","badge":{"type":"B"},"more":1})") == "json.unknown_member");
}

TEST_CASE("only who may ask sees what was shown") {
  TestRoutes library;
  library.token = library.make_token({"issue", "status", "read", "trust", "admin"});
  CHECK(library.post("/v1/requests", plain).status == 403);
  CHECK(library.get("/v1/requests").status == 403);
  library.token = library.make_token({"ask"});
  CHECK(library.post("/v1/requests", plain).status == 201);
}

TEST_CASE("a request that is withdrawn is gone") {
  TestRoutes library;
  const auto place = "/v1/requests/" + text_in(library.post("/v1/requests", plain), "id");
  CHECK(erase(library, place).status == 204);
  CHECK(library.get(place).status == 404);
  CHECK(erase(library, place).status == 404);
}

}  // namespace waarmerk::node::routes
