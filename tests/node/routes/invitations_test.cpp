// Invitations by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/invite.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

std::string code_of(const http::Response& response) { return text_in(response, "code"); }

}  // namespace

TEST_CASE("an invitation is made as a link, listed without its nonce, and closed") {
  TestRoutes library;
  const auto made =
      library.post("/v1/trust/invitations",
                   R"({"did":"did:web:town.example","terms":{"any":true,"amount":60}})");
  CAPTURE(made.body);
  REQUIRE(made.status == 201);
  const auto link = text_in(made, "link");
  const auto id = text_in(made, "id");
  CHECK(link.starts_with("https://library.example/invitation/" + id + "#eyJ"));
  const auto listed = library.get("/v1/trust/invitations");
  CHECK(listed.body.contains(id));
  CHECK(listed.body.contains(R"("invitee":"did:web:town.example")"));
  CHECK(listed.body.contains(R"("amount":60)"));
  CHECK_FALSE(listed.body.contains(link.substr(link.find('#'))));

  auto close = tests::request_of("DELETE", "/v1/trust/invitations/" + id);
  close.headers.set("Authorization", "Bearer " + library.token);
  CHECK(library.call(close).status == 204);
  CHECK(library.call(close).status == 404);
  CHECK(body_of(library.get("/v1/trust/invitations")).root().find("open")->size() == 0);
}

TEST_CASE("an invitation needs terms that could be said, and has no members that are not known") {
  TestRoutes library;
  const auto make = [&](const std::string& body) {
    return code_of(library.post("/v1/trust/invitations", body));
  };
  CHECK(make(R"({"terms":{}})") == "trust.no_scope");
  CHECK(make(R"({})") == "json.missing_member");
  CHECK(make(R"({"terms":{"any":true},"did":"library"})") == "did.malformed");
  CHECK(make(R"({"terms":{"any":true},"for":"all"})") == "json.unknown_member");
}

TEST_CASE("an invitation is looked at and accepted by its link") {
  TestRoutes library;
  tests::TestNode town("town.example", 9);
  const auto made =
      tests::run_task(actions::invite(town.ports, {.terms = {.scope = trust::any_scope()}}));
  REQUIRE(made);
  const auto link = R"({"invitation":"https://town.example/invitation#)" + made->token + "\"";
  // Whose key it is has to be asked, and nobody answers.
  const auto unknown = library.post("/v1/trust/invitations/look", link + "}");
  CHECK(unknown.status == 503);
  REQUIRE(tests::run_task(actions::accept_entries(library.node.ports, tests::entries_of(town))));
  const auto looked = library.post("/v1/trust/invitations/look", link + "}");
  CAPTURE(looked.body);
  REQUIRE(looked.status == 200);
  CHECK(text_in(looked, "inviter") == "did:web:town.example");
  CHECK(body_of(library.get("/v1/trust/bits")).root().find("given")->size() == 0);

  const auto accepted =
      library.post("/v1/trust/invitations/accept", link + R"(,"comment":"We know them."})");
  REQUIRE(accepted.status == 201);
  CHECK(body_of(accepted).root().find("peerAdded")->boolean() == true);
  CHECK(library.get("/v1/peers").body.contains("https://town.example"));
  const auto listed = library.get("/v1/trust/bits");
  CHECK(listed.body.contains(text_in(accepted, "hash")));
  CHECK(listed.body.contains(R"("comment":"We know them.")"));
  CHECK(listed.body.contains(R"("mutual":false)"));
  CHECK(body_of(accepted).root().find("alreadyAnswered")->boolean() == false);
  const auto again = library.post("/v1/trust/invitations/accept", link + "}");
  CHECK(again.status == 200);
  CHECK(body_of(again).root().find("peerAdded")->boolean() == false);
  CHECK(body_of(again).root().find("alreadyAnswered")->boolean() == true);
  CHECK(text_in(again, "hash") == text_in(accepted, "hash"));
  CHECK(body_of(library.get("/v1/trust/bits")).root().find("given")->size() == 1);
  CHECK(code_of(library.post("/v1/trust/invitations/accept", R"({"invitation":"x"})")) ==
        "trust.bad_invitation");
}

}  // namespace waarmerk::node::routes
