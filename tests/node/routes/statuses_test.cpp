// Our status lists by way of the route that anybody reads them at.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_token.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/records/badges.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

}  // namespace

TEST_CASE("a status list is read by anybody, and again only when it changed") {
  TestRoutes library;
  const auto id = library.award();
  auto request = request_of("GET", "/status/1");
  const auto first = library.call(request);
  REQUIRE(first.status == 200);
  CHECK(first.headers.find("Content-Type") == "application/json");
  CHECK(first.headers.find("Cache-Control"));
  const auto list = credential::read_status_credential(*json::parse(first.body));
  REQUIRE(list);
  CHECK(list->id == "https://library.example/status/1");
  CHECK(list->list.count() == 0);
  request.headers.set("If-None-Match", std::string(*first.headers.find("ETag")));
  const auto unchanged = library.call(request);
  CHECK(unchanged.status == 304);
  CHECK(unchanged.body.empty());
  REQUIRE(library.post("/v1/badges/" + id + "/revoke", "").status == 200);
  const auto changed = library.call(request);
  REQUIRE(changed.status == 200);
  CHECK(credential::read_status_credential(*json::parse(changed.body))->list.count() == 1);
}

TEST_CASE("a list that is a token is read as one, and only as it is now") {
  TestRoutes library;
  const auto definition = library.node.define("Taalmaatje");
  const auto awarded =
      library.post("/v1/badges", R"({"achievement":")" + definition + R"(","subject":{"id":")" +
                                     tests::someone + R"("},"form":"dc+sd-jwt"})");
  REQUIRE_MESSAGE(awarded.status == 201, awarded.body);
  // It hides among few, and they are badges that are counted, not bits.
  CHECK(awarded.body.contains("has 1 in it"));
  auto request = request_of("GET", "/status/3");
  const auto first = library.call(request);
  REQUIRE(first.status == 200);
  CHECK(first.headers.find("Content-Type") == "application/statuslist+jwt");
  CHECK(first.headers.find("Cache-Control"));
  const auto opened = credential::open_status_token(first.body);
  REQUIRE(opened);
  const auto token = credential::read_status_token(opened->document.root());
  REQUIRE(token);
  CHECK(token->url == "https://library.example/status/3");
  CHECK(token->ttl_ms == hour_ms);
  CHECK(token->expires);
  request.headers.set("If-None-Match", std::string(*first.headers.find("ETag")));
  CHECK(library.call(request).status == 304);
  CHECK(library.call(request_of("GET", "/status/3?time=1686925000")).status == 501);
}

TEST_CASE("a client names the place in a token by its number there") {
  TestRoutes library;
  const auto definition = library.node.define("Taalmaatje");
  const auto awarded =
      library.post("/v1/badges", R"({"achievement":")" + definition + R"(","subject":{"id":")" +
                                     tests::someone + R"("},"form":"dc+sd-jwt"})");
  const auto id = text_in(awarded, "id");
  const auto badge = records::find_badge(library.node.memory.store, id).value();
  REQUIRE(badge);
  const auto change = [&](std::uint32_t index) {
    return library
        .post("/credentials/status",
              R"({"credentialId":")" + id +
                  R"(","credentialStatus":{"statusPurpose":"revocation","statusListCredential":)"
                  R"("https://library.example/status/3","statusListIndex":")" +
                  std::to_string(index) + R"("},"status":true})")
        .status;
  };
  CHECK(change(badge->revocation->index / 2 + 1) == 400);
  CHECK(change(badge->revocation->index / 2) == 200);
  CHECK(library.get("/v1/badges/" + id).body.contains("revoked"));
}

TEST_CASE("one more list is opened, published, and the next badge draws its place from it") {
  TestRoutes library;
  const auto opened = library.post("/status-lists", R"({"statusPurpose":"revocation"})");
  REQUIRE(opened.status == 201);
  const auto url = text_in(opened, "id");
  const auto place = std::string(*opened.headers.find("Location"));
  CHECK(place.starts_with("/status-lists/"));
  CHECK(url.ends_with("/status/" + place.substr(place.rfind('/') + 1)));
  const auto read = library.call(request_of("GET", place));
  REQUIRE(read.status == 200);
  const auto list = credential::read_status_credential(*json::parse(read.body));
  REQUIRE(list);
  CHECK(list->id == url);
  CHECK(list->has_purpose("revocation"));
  const auto id = library.award();
  CHECK(library.get("/v1/badges/" + id).body.contains(url));
  CHECK(library
            .post("/credentials/status", R"({"credentialId":")" + id +
                                             R"(","credentialStatus":{"statusPurpose":)"
                                             R"("revocation","statusListCredential":")" +
                                             url + R"("},"status":true})")
            .status == 200);
  const auto changed = library.call(request_of("GET", place));
  CHECK(credential::read_status_credential(*json::parse(changed.body))->list.count() == 1);
}

TEST_CASE("a list is opened for who may change statuses, for a purpose that is known") {
  TestRoutes library;
  const auto lists = library.node.memory.records.statuses.lists().size();
  const std::string good = R"({"statusPurpose":"suspension"})";
  auto request = request_of("POST", "/status-lists", good);
  CHECK(library.call(request).status == 401);
  request.headers.set("Authorization", "Bearer " + library.make_token({"issue"}));
  CHECK(library.call(request).status == 403);
  for (const auto* body :
       {"{}", "[]", R"({"statusPurpose":"message"})", R"({"statusPurpose":5})",
        R"({"statusPurpose":"revocation","id":"https://library.example/status/mine"})"}) {
    CHECK_MESSAGE(library.post("/status-lists", body).status == 400, body);
  }
  CHECK(library.node.memory.records.statuses.lists().size() == lists);
  request.headers.set("Authorization", "Bearer " + library.make_token({"status"}));
  CHECK(library.call(request).status == 201);
  CHECK(library.call(request_of("GET", "/status-lists/99")).status == 404);
}

TEST_CASE("what is no number of one of our lists is not there") {
  TestRoutes library;
  for (const auto* path : {"/status/0", "/status/99", "/status/one", "/status/-1", "/status/1x",
                           "/status/4294967297", "/status/%201"}) {
    const auto response = library.call(request_of("GET", path));
    CHECK_MESSAGE(response.status == 404, path);
    CHECK(text_in(response, "code") == "status.no_such_list");
  }
}

}  // namespace waarmerk::node::routes
