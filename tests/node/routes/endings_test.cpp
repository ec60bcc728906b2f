// The end of a feed by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

std::string code_of(const http::Response& response) { return text_in(response, "code"); }

}  // namespace

TEST_CASE("a feed is shown, and closed by who names its owner") {
  TestRoutes library;
  const auto open = body_of(library.get("/v1/feed"));
  CHECK(open.root().find("did")->string() == "did:web:library.example");
  CHECK(open.root().find("seq")->integer() > 0);
  CHECK(open.root().find("forked")->boolean() == false);
  CHECK_FALSE(open.root().find("closed"));
  CHECK(code_of(library.post("/v1/feed/close", R"({"did":"did:web:a.example","reason":"x"})")) ==
        "feed.not_ours");
  CHECK(library.post("/v1/feed/close", R"({"did":"did:web:library.example"})").status == 400);
  const auto closed =
      library.post("/v1/feed/close", R"({"did":"did:web:library.example","reason":"It closed."})");
  REQUIRE(closed.status == 200);
  CHECK(body_of(closed).root().find("closed")->find("reason")->string() == "It closed.");
  CHECK(library.post("/v1/feed/close", R"({"did":"did:web:library.example","reason":""})").status ==
        409);
}

TEST_CASE("a custodian is appointed with countersignatures") {
  TestRoutes library;
  const auto given = library.post(
      "/v1/feed/countersign",
      R"({"by":"did:web:school.example","did":"did:web:town.example","from":"2027-01-01T00:00:00Z"})");
  REQUIRE(given.status == 200);
  const auto text = text_in(given, "countersignature");
  CHECK(text.starts_with("u"));
  const auto appoint = [&](const std::string& more) {
    return library.post("/v1/feed/custodian", R"({"did":"did:web:town.example")" + more + "}");
  };
  CHECK(appoint(R"(,"countersignatures":["nonsense"])").status == 400);
  // Our own word on our own appointment is no countersignature.
  CHECK(code_of(appoint(R"(,"countersignatures":[")" + text + R"("])")) == "feed.bad_payload");
  const auto done = appoint(R"(,"from":"2027-01-01T00:00:00Z")");
  REQUIRE(done.status == 200);
  CHECK(body_of(done).root().find("custodian")->find("from")->string() == "2027-01-01T00:00:00Z");
  CHECK(code_of(library.post("/v1/feed/custodian", R"({"did":"did:web:library.example"})")) ==
        "feed.own_custodian");
  CHECK(library.post("/v1/feed/custodian", R"({"did":"nobody"})").status == 400);
}

TEST_CASE("nobody goes on with the lists of who did not ask") {
  TestRoutes library;
  CHECK(body_of(library.get("/v1/custody")).root().find("custody")->size() == 0);
  const auto refused = library.post("/v1/custody", R"({"did":"did:web:school.example"})");
  CHECK(refused.status == 403);
  CHECK(code_of(refused) == "custody.not_appointed");
  const auto change = [&](const std::string& index, const std::string& action) {
    return code_of(
        library.post("/v1/custody/status", R"({"list":"https://school.example/status/1","index":)" +
                                               index + R"(,"action":")" + action + "\"}"));
  };
  CHECK(change("1", "revoke") == "custody.no_list");
  CHECK(change("-1", "revoke") == "status.index_range");
  CHECK(change("1", "erase") == "custody.unknown_action");
}

}  // namespace waarmerk::node::routes
