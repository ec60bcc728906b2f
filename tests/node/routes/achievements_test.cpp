// Badge definitions by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "node/actions/define_achievement.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

std::string definition(const std::string& name, const std::string& more = "") {
  return R"({"name":")" + name + R"(","description":"Helps others.","achievementType":"Badge",
    "criteria":{"narrative":"Helped at ten afternoons."})" +
         more + "}";
}

}  // namespace

TEST_CASE("a definition is kept under an id of its own, and anybody may read it there") {
  TestRoutes library;
  const auto made = library.post("/v1/achievements", definition("Taalmaatje"));
  REQUIRE(made.status == 201);
  const auto id = text_in(made, "id");
  CHECK(id.starts_with("https://library.example/v1/achievements/"));
  const auto place = made.headers.find("Location");
  REQUIRE(place);
  const auto read = library.call(tests::request_of("GET", std::string(*place)));
  CHECK(read.status == 200);
  CHECK(text_in(read, "id") == id);
  const auto short_place = id.substr(std::string("https://library.example").size());
  CHECK(library.call(tests::request_of("GET", short_place)).status == 200);
  const auto none = library.call(tests::request_of("GET", "/v1/achievements/none"));
  CHECK(none.status == 404);
  CHECK(text_in(none, "code") == "achievement.not_found");
}

TEST_CASE("only who may issue defines badges") {
  TestRoutes library;
  auto request = tests::request_of("POST", "/v1/achievements", definition("Taalmaatje"));
  const auto unknown = library.call(request);
  CHECK(unknown.status == 401);
  CHECK(unknown.headers.find("WWW-Authenticate") == "Bearer");
  CHECK(unknown.headers.find("Content-Type") == "application/problem+json");
  CHECK(text_in(unknown, "code") == "access.no_token");
  request.headers.set("Authorization", "Bearer " + library.make_token({"read", "status"}));
  const auto weak = library.call(request);
  CHECK(weak.status == 403);
  CHECK(text_in(weak, "code") == "access.missing_scope");
}

TEST_CASE("a definition that breaks a rule is refused, with the place of the fault") {
  TestRoutes library;
  const auto refused = [&](const std::string& body) {
    const auto response = library.post("/v1/achievements", body);
    CHECK(response.status == 400);
    return text_in(response, "code");
  };
  CHECK(refused(R"({"description":"x","criteria":{"narrative":"x"}})") ==
        "credential.bad_achievement");
  CHECK(refused(R"({"name":7,"description":"x","criteria":{"narrative":"x"}})") ==
        "credential.bad_achievement");
  CHECK(refused("[]") != "");
  CHECK(refused("{") == "json.malformed");
  auto plain = tests::request_of("POST", "/v1/achievements", definition("Taalmaatje"));
  plain.headers.set("Authorization", "Bearer " + library.token);
  plain.headers.set("Content-Type", "text/plain");
  CHECK(library.call(plain).status == 415);
}

TEST_CASE("one id never means two definitions") {
  TestRoutes library;
  const std::string id = R"(,"id":"urn:uuid:11111111-2222-4333-8444-555555555555")";
  CHECK(library.post("/v1/achievements", definition("Taalmaatje", id)).status == 201);
  CHECK(library.post("/v1/achievements", definition("Taalmaatje", id)).status == 201);
  const auto other = library.post("/v1/achievements", definition("Digimaatje", id));
  CHECK(other.status == 409);
  CHECK(text_in(other, "code") == "achievement.exists");
}

TEST_CASE("the place of a definition holds for whatever id it was given") {
  TestRoutes library;
  const std::string id = R"(,"id":"https://school.example/badges/a?b=c&d=%C3%A9")";
  const auto made = library.post("/v1/achievements", definition("Taalmaatje", id));
  REQUIRE(made.status == 201);
  CHECK(library.get(std::string(*made.headers.find("Location"))).status == 200);
}

TEST_CASE("definitions are listed by their ids, a page at a time") {
  TestRoutes library;
  for (const auto* name : {"One", "Two", "Three"}) {
    REQUIRE(library.post("/v1/achievements", definition(name)).status == 201);
  }
  std::string next;
  std::size_t seen = 0;
  for (int page = 0; page < 2; ++page) {
    const auto response = library.get("/v1/achievements?limit=2&after=" + next);
    REQUIRE(response.status == 200);
    seen += body_of(response).root().find("achievements")->size();
    next = text_in(response, "next");
  }
  CHECK(seen == 3);
  CHECK(next.empty());
  CHECK(library.get("/v1/achievements?limit=0").status == 400);
  CHECK(library.get("/v1/achievements?limit=501").status == 400);
  CHECK(text_in(library.get("/v1/achievements?limit=x"), "code") == "http.bad_query");
}

}  // namespace waarmerk::node::routes
