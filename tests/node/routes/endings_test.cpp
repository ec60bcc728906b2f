// The end of a feed by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
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

TEST_CASE("a trust is published and ended by its hash") {
  TestRoutes library;
  const auto issued = library.post(
      "/credentials/issue",
      R"({"credential":{"@context":["https://www.w3.org/ns/credentials/v2",)"
      R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:1",)"
      R"("type":["VerifiableCredential","EndorsementCredential"],"name":"Trust",)"
      R"("issuer":"did:web:library.example",)"
      R"("credentialSubject":{"id":"did:web:town.example","type":["EndorsementSubject"]}}})");
  REQUIRE(issued.status == 201);
  const auto answer = body_of(issued);
  const auto secured = *answer.root().find("verifiableCredential");
  const auto published =
      library.post("/v1/feed/trust", R"({"endorsement":)" + json::print(secured) + "}");
  REQUIRE(published.status == 200);
  const auto end = R"({"hash":")" + text_in(published, "hash") + R"(","reason":"x"})";
  CHECK(library.post("/v1/feed/trust-end", end).status == 204);
  CHECK(code_of(library.post("/v1/feed/trust-end", end)) == "feed.no_trust");
  CHECK(library.post("/v1/feed/trust-end", R"({"hash":"short","reason":"x"})").status == 400);
  CHECK(code_of(library.post("/v1/feed/trust", R"({"endorsement":{}})")) != "");
}

TEST_CASE("only what is marked erasable is dropped") {
  TestRoutes library;
  const auto feed = text_in(library.get("/v1/feed"), "feed");
  const auto erase = [&](const std::string& place) {
    return code_of(library.post("/v1/feed/erase", R"({"feed":")" + feed + "\"," + place + "}"));
  };
  CHECK(erase(R"("seq":1)") == "feed.not_erasable");
  CHECK(erase(R"("seq":999)") == "feed.not_held");
  CHECK(erase(R"("seq":0)") == "feed.not_held");
  CHECK(erase(R"("seq":1,"epoch":4294967296)") == "feed.not_held");
  CHECK(code_of(library.post("/v1/feed/erase", R"({"feed":"u","seq":1})")) == "feed.malformed");
}

}  // namespace waarmerk::node::routes
