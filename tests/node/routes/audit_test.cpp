// Audit by way of the routes: what is kept of a verification, and that no person is in it.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "node/records/families.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;

constexpr const char* person = "Wilhelmina van der Aa";

/// A badge with a person in each place that may hold one.
std::string issue_to_person(TestRoutes& library) {
  const auto issued =
      library.post("/credentials/issue",
                   R"({"credential":{"@context":["https://www.w3.org/ns/credentials/v2"],
          "id":"urn:uuid:11111111-2222-4333-8444-555555555555",
          "type":["VerifiableCredential"],"issuer":"did:web:library.example",
          "name":")" + std::string(person) +
                       R"(",
          "description":"Given to )" +
                       person + R"(.",
          "credentialSubject":{"id":"did:example:wilhelmina"}}})");
  REQUIRE_MESSAGE(issued.status == 201, issued.body);
  return std::string(json::print(*body_of(issued).root().find("verifiableCredential")));
}

http::Response verify(TestRoutes& library, const std::string& badge) {
  return library.call(tests::request_of("POST", "/credentials/verify",
                                        R"({"verifiableCredential":)" + badge + "}"));
}

/// All that the family holds, keys and values.
std::string bytes_kept(TestRoutes& library) {
  std::string all;
  REQUIRE(
      library.node.memory.store.scan(records::family::audit, {}, [&](ByteView key, ByteView value) {
        all += text_of(key);
        all += text_of(value);
        return true;
      }));
  return all;
}

}  // namespace

TEST_CASE(
    "of a verification the decision is kept, and nothing of the badge, its subject or who asked") {
  TestRoutes library;
  library.services.audit = &library.audit;
  const auto badge = issue_to_person(library);
  const auto answer = verify(library, badge);
  REQUIRE(answer.body.contains("wilhelmina"));  // the asker is told, of course
  tests::settle(library.context);
  const auto kept = bytes_kept(library);
  CHECK(kept.contains("\"outcome\""));
  CHECK(kept.contains("did:web:library.example"));
  for (const auto* word :
       {person, "Wilhelmina", "wilhelmina", "did:example", "urn:uuid", "11111111", "192.0.2.7"}) {
    CAPTURE(word);
    CHECK_FALSE(kept.contains(word));
  }
}

TEST_CASE("decisions are listed for an administrator, page by page") {
  TestRoutes library;
  library.services.audit = &library.audit;
  const auto badge = issue_to_person(library);
  for (int i = 0; i < 3; ++i) {
    static_cast<void>(verify(library, badge));
    library.node.clock.advance(1000);
  }
  tests::settle(library.context);
  const auto first = library.get("/v1/audit?limit=2");
  REQUIRE(first.status == 200);
  const auto page = body_of(first);
  CHECK(page.root().find("enabled")->boolean() == true);
  REQUIRE(page.root().find("decisions")->size() == 2);
  const auto newest = *page.root().find("decisions")->elements().begin();
  CHECK(newest.find("issuer")->string() == "did:web:library.example");
  CHECK(newest.find("code")->string()->starts_with("badge."));
  const auto next = tests::text_in(first, "next");
  const auto rest = body_of(library.get("/v1/audit?limit=2&before=" + next));
  CHECK(rest.root().find("decisions")->size() == 1);
  CHECK_FALSE(rest.root().find("next"));
  for (const auto* before : {"x", "1", "1-", "-1-2", "1-2-3"}) {
    CAPTURE(before);
    CHECK(library.get("/v1/audit?before=" + std::string(before)).status == 400);
  }
  auto reader = tests::request_of("GET", "/v1/audit");
  reader.headers.set("Authorization", "Bearer " + library.make_token({"read"}));
  CHECK(library.call(std::move(reader)).status == 403);
}

TEST_CASE("a presentation is a decision for each badge in it") {
  TestRoutes library;
  library.services.audit = &library.audit;
  const auto badge = issue_to_person(library);
  const auto answer = library.call(tests::request_of(
      "POST", "/presentations/verify",
      R"({"verifiablePresentation":{"@context":["https://www.w3.org/ns/credentials/v2"],
          "type":["VerifiablePresentation"],"verifiableCredential":[)" +
          badge + "," + badge + "]}}"));
  CAPTURE(answer.body);
  tests::settle(library.context);
  CHECK(body_of(library.get("/v1/audit")).root().find("decisions")->size() == 2);
}

TEST_CASE("a node that keeps no decisions says so") {
  TestRoutes library;
  static_cast<void>(verify(library, "{}"));
  tests::settle(library.context);
  CHECK(bytes_kept(library).empty());
  CHECK(library.get("/v1/audit").body == R"({"enabled":false,"decisions":[]})");
}

}  // namespace waarmerk::node::routes
