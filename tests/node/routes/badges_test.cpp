// Badges by way of the routes: award, read, revoke, suspend, reinstate.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/writer.hpp"

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

/// What the route answers to an award whose members are these.
http::Response award(TestRoutes& library, const std::string& members) {
  return library.post("/v1/badges", "{" + members + "}");
}

std::string subject() { return R"("subject":{"id":")" + std::string(tests::someone) + R"("})"; }

std::string achievement(TestRoutes& library) {
  return R"("achievement":")" + library.node.define("Taalmaatje") + R"(",)";
}

}  // namespace

TEST_CASE("a badge is awarded, read where the answer says, and listed") {
  TestRoutes library;
  const auto awarded = award(library, achievement(library) + subject() +
                                          R"(,"narrative":"Helped twelve times.",
    "evidence":[{"name":"Diary","narrative":"Twelve afternoons."}],
    "awardedDate":"2026-03-01T09:00:00Z","validUntil":"2031-03-01T00:00:00Z")");
  REQUIRE(awarded.status == 201);
  const auto id = text_in(awarded, "id");
  const auto body = body_of(awarded);
  CHECK(body.root().find("credential")->find("id")->string() == id);
  const auto read = library.get(std::string(*awarded.headers.find("Location")));
  REQUIRE(read.status == 200);
  CHECK(text_in(read, "status") == "valid");
  CHECK(text_in(read, "subject") == tests::someone);
  const auto listed = body_of(library.get("/v1/badges"));
  CHECK(listed.root().find("badges")->size() == 1);
}

TEST_CASE("a badge is awarded in the form that is asked for, and verifies in it") {
  TestRoutes library;
  const auto in_form = [&](const std::string& members) {
    return award(library,
                 achievement(library) + subject() + R"(,"narrative":"Twelve times.")" + members);
  };
  const std::pair<std::string, std::string_view> forms[] = {
      {R"(,"form":"eddsa-jcs-2022")", "eddsa-jcs-2022"},
      {R"(,"form":"vc-jwt")", "data:application/vc+jwt,"},
      {R"(,"form":"vc-cose")", "data:application/vc+cose;base64,"},
      {R"(,"form":"vc-sd-jwt","disclosablePointers":["/credentialSubject/narrative"])",
       "data:application/vc+sd-jwt,"},
      {"", "eddsa-rdfc-2022"}};
  for (const auto& [members, sign] : forms) {
    CAPTURE(members);
    const auto awarded = in_form(members);
    REQUIRE(awarded.status == 201);
    CHECK(awarded.body.contains(sign));
    const auto read = library.get(std::string(*awarded.headers.find("Location")));
    REQUIRE(read.status == 200);
    CHECK(text_in(read, "id") == text_in(awarded, "id"));
    const auto credential = json::print(*body_of(read).root().find("credential"));
    const auto body = R"({"verifiableCredential":)" + credential + "}";
    CHECK(library.call(tests::request_of("POST", "/credentials/verify", body)).status == 200);
    CHECK(library.post(std::string(*awarded.headers.find("Location")) + "/revoke", "").status ==
          200);
    CHECK(library.call(tests::request_of("POST", "/credentials/verify", body)).status == 400);
  }
  for (const auto* wrong :
       {R"(,"form":"rot13")", R"(,"form":"ecdsa-rdfc-2019")",
        R"(,"form":"vc-jwt","disclosablePointers":["/credentialSubject/narrative"])",
        R"(,"mandatoryPointers":["/issuer"])"}) {
    CHECK_MESSAGE(text_in(in_form(wrong), "code") == "badge.bad_form", wrong);
  }
  CHECK(in_form(R"(,"form":"vc-sd-jwt","disclosablePointers":["/nothing"])").status == 400);
}

TEST_CASE("who awards is told while fewer than twenty badges share a status list") {
  TestRoutes library;
  const auto members = achievement(library) + subject();
  for (int count = 1; count <= 20; ++count) {
    const auto answer = award(library, members);
    REQUIRE(answer.status == 201);
    CAPTURE(count);
    CHECK(body_of(answer).root().find("warnings").has_value() == (count < 20));
  }
}

TEST_CASE("awarding needs the scope to issue, and reading what was issued that to read") {
  TestRoutes library;
  const auto status_of = [&](http::Request request, const std::string& scope) {
    request.headers.set("Authorization", "Bearer " + library.make_token({scope}));
    return library.call(std::move(request)).status;
  };
  const auto body = "{" + achievement(library) + subject() + "}";
  CHECK(library.call(tests::request_of("POST", "/v1/badges", body)).status == 401);
  CHECK(status_of(tests::request_of("POST", "/v1/badges", body), "read") == 403);
  CHECK(status_of(tests::request_of("POST", "/v1/badges", body), "issue") == 201);
  CHECK(library.call(tests::request_of("GET", "/v1/badges")).status == 401);
  CHECK(status_of(tests::request_of("GET", "/v1/badges"), "issue") == 403);
  CHECK(status_of(tests::request_of("GET", "/v1/badges"), "read") == 200);
  CHECK(status_of(tests::request_of("POST", "/v1/badges/urn:x/revoke"), "issue") == 403);
  CHECK(status_of(tests::request_of("POST", "/v1/badges/urn:x/revoke"), "status") == 404);
}

TEST_CASE("an award with a member that is unknown, missing or of a wrong type is refused") {
  TestRoutes library;
  const auto definition = achievement(library);
  const auto refused = [&](const std::string& members) {
    const auto response = award(library, members);
    CHECK(response.status == 400);
    return text_in(response, "code");
  };
  CHECK(refused(definition + subject() + R"(,"colour":"red")") == "json.unknown_member");
  CHECK(refused(subject()) == "json.missing_member");
  CHECK(refused(R"("achievement":7,)" + subject()) == "json.wrong_type");
  CHECK(refused(definition + R"("subject":"did:example:a")") == "json.wrong_type");
  CHECK(refused(definition + R"("subject":{})") == "badge.no_subject");
  CHECK(refused(definition + R"("subject":{"id":"did:example:a","bsn":"1"})") ==
        "json.unknown_member");
  CHECK(refused(definition + subject() + R"(,"validUntil":"soon")") == "time.malformed");
  CHECK(refused(definition + subject() + R"(,"evidence":["diary"])") == "json.wrong_type");
  CHECK(refused(definition + subject() + R"(,"results":[{"grade":"A"}])") == "json.unknown_member");
  const auto path = text_in(award(library, R"("achievement":7,)" + subject()), "path");
  CHECK(path == "$.achievement");
  CHECK(library.post("/v1/badges", "[]").status == 400);
  CHECK(award(library, R"("achievement":"urn:x",)" + subject()).status == 404);
}

TEST_CASE("a revocation is told once, and then is so already") {
  TestRoutes library;
  const auto id = library.award();
  const auto revoked = library.post("/v1/badges/" + id + "/revoke", R"({"reason":"by mistake"})");
  REQUIRE(revoked.status == 200);
  CHECK(text_in(revoked, "status") == "revoked");
  CHECK(text_in(revoked, "reason") == "by mistake");
  CHECK(text_in(revoked, "since") == "2026-03-03T10:12:00Z");
  const auto again = library.post("/v1/badges/" + id + "/revoke", "");
  CHECK(again.status == 409);
  CHECK(text_in(again, "code") == "badge.already_so");
  CHECK(text_in(library.post("/v1/badges/" + id + "/reinstate", ""), "code") ==
        "badge.irreversible");
}

TEST_CASE("a suspension ends when the badge is reinstated, and not before it began") {
  TestRoutes library;
  const auto id = library.award();
  CHECK(library.post("/v1/badges/" + id + "/reinstate", "").status == 409);
  CHECK(text_in(library.post("/v1/badges/" + id + "/suspend", ""), "status") == "suspended");
  CHECK(text_in(library.get("/v1/badges/" + id), "status") == "suspended");
  CHECK(text_in(library.post("/v1/badges/" + id + "/reinstate", ""), "status") == "valid");
}

TEST_CASE("a change of status names a badge of ours, and gives a reason at the most") {
  TestRoutes library;
  const auto id = library.award();
  const auto refused = [&](const std::string& body) {
    const auto response = library.post("/v1/badges/" + id + "/revoke", body);
    CHECK(response.status == 400);
    return text_in(response, "code");
  };
  CHECK(refused(R"({"why":"x"})") == "json.unknown_member");
  CHECK(refused(R"({"reason":1})") == "json.wrong_type");
  CHECK(refused(R"("by mistake")") == "json.wrong_type");
  CHECK(refused(R"({"reason":")" + std::string(1001, 'x') + R"("})") == "badge.long_reason");
  CHECK(text_in(library.get("/v1/badges/" + id), "status") == "valid");
  CHECK(library.post("/v1/badges/urn:uuid:none/revoke", "").status == 404);
  CHECK(library.get("/v1/badges/urn:uuid:none").status == 404);
  CHECK(library.get("/v1/badges/%ff").status == 400);
}

TEST_CASE("badges are listed from the newest, a page at a time") {
  TestRoutes library;
  const auto first = library.award();
  library.node.clock.advance(second_ms);
  const auto second = library.award();
  const auto page = library.get("/v1/badges?limit=1");
  CHECK(text_in(page, "next") == second);
  const auto rest = library.get("/v1/badges?limit=1&before=" + second);
  CHECK(text_in(rest, "next") == first);
  const auto end = body_of(library.get("/v1/badges?limit=1&before=" + first));
  CHECK(end.root().find("badges")->size() == 0);
  CHECK(library.get("/v1/badges?before=urn:uuid:none").status == 400);
  CHECK(library.get("/v1/badges?limit=0").status == 400);
}

}  // namespace waarmerk::node::routes
