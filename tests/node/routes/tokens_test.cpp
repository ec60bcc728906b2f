// Tokens by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

int status_with(TestRoutes& library, const std::string& token) {
  auto request = request_of("GET", "/v1/badges");
  request.headers.set("Authorization", "Bearer " + token);
  return library.call(std::move(request)).status;
}

int withdraw(TestRoutes& library, const std::string& id) {
  auto request = request_of("DELETE", "/v1/tokens/" + id);
  request.headers.set("Authorization", "Bearer " + library.token);
  return library.call(std::move(request)).status;
}

}  // namespace

TEST_CASE("a token is shown once, works, and works no more when it is withdrawn") {
  TestRoutes library;
  const auto made = library.post("/v1/tokens", R"({"scopes":["read"],"label":"desk"})");
  REQUIRE(made.status == 201);
  const auto token = text_in(made, "token");
  CHECK(status_with(library, token) == 200);
  const auto listed = library.get("/v1/tokens");
  CHECK(listed.body.contains("desk"));
  CHECK_FALSE(listed.body.contains(token));
  CHECK_FALSE(listed.body.contains("hash"));
  const auto id = text_in(made, "id");
  CHECK(withdraw(library, id) == 204);
  CHECK(status_with(library, token) == 401);
  CHECK(withdraw(library, id) == 404);
}

TEST_CASE("a token ends when it says") {
  TestRoutes library;
  const auto made =
      library.post("/v1/tokens", R"({"scopes":["read"],"expires":"2026-03-03T11:00:00Z"})");
  const auto token = text_in(made, "token");
  CHECK(text_in(made, "expires") == "2026-03-03T11:00:00Z");
  CHECK(status_with(library, token) == 200);
  library.node.clock.advance(hour_ms);
  CHECK(status_with(library, token) == 401);
}

TEST_CASE("a token that asks for what there is not, or says too much, is not made") {
  TestRoutes library;
  const auto refused = [&](const std::string& body) {
    const auto response = library.post("/v1/tokens", body);
    CHECK(response.status == 400);
    return text_in(response, "code");
  };
  CHECK(refused(R"({"scopes":["root"]})") == "access.unknown_scope");
  CHECK(refused(R"({"scopes":[]})") == "access.unknown_scope");
  CHECK(refused(R"({"label":"desk"})") == "access.unknown_scope");
  CHECK(refused(R"({"scopes":["read","read","read","read","read","read","read"]})") ==
        "access.unknown_scope");
  CHECK(refused(R"({"scopes":["read"],"owner":"x"})") == "json.unknown_member");
  CHECK(refused(R"({"scopes":[7]})") == "json.wrong_type");
  CHECK(refused(R"({"scopes":["read"],"expires":"soon"})") == "time.malformed");
  CHECK(refused("[]") == "json.wrong_type");
  const std::string label(201, 'x');
  CHECK(refused(R"({"scopes":["read"],"label":")" + label + R"("})") == "json.too_large");
  CHECK(body_of(library.get("/v1/tokens")).root().find("tokens")->size() == 1);
}

TEST_CASE("only an administrator makes, sees and withdraws tokens") {
  TestRoutes library;
  auto request = request_of("POST", "/v1/tokens", R"({"scopes":["admin"]})");
  CHECK(library.call(request).status == 401);
  request.headers.set("Authorization", "Bearer " + library.make_token({"issue", "read"}));
  const auto weak = library.call(request);
  CHECK(weak.status == 403);
  CHECK(text_in(weak, "code") == "access.missing_scope");
  request.headers.set("Authorization", "Bearer wmk_made_up");
  CHECK(text_in(library.call(request), "code") == "access.bad_token");
}

}  // namespace waarmerk::node::routes
