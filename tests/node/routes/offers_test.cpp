// Offers by way of the routes: made, seen, withdrawn.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/encoding/percent.hpp"
#include "node/openid/offer.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

http::Response offer(TestRoutes& library, const std::string& more = {}) {
  const auto definition = library.node.define("Taalmaatje");
  return library.post("/v1/offers",
                      R"({"award":{"achievement":")" + definition + "\"}" + more + "}");
}

http::Response erase(TestRoutes& library, const std::string& target) {
  auto request = tests::request_of("DELETE", target);
  request.headers.set("Authorization", "Bearer " + library.token);
  return library.call(std::move(request));
}

}  // namespace

TEST_CASE("an offer comes with its link, by reference and by value, and with the other code") {
  TestRoutes library;
  const auto made = offer(library, R"(,"until":"2026-03-03T11:00:00Z","formats":["ldp_vc"])");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  CHECK(text_in(made, "state") == "open");
  CHECK(text_in(made, "until") == "2026-03-03T11:00:00Z");
  CHECK(text_in(made, "txCode").size() == 6);
  const auto body = body_of(made);
  const auto given = body.root().find("offer");
  REQUIRE(given);
  CHECK(given->find("credential_issuer")->string() == "https://library.example");
  CHECK(given->find("credential_configuration_ids")->size() == 1);
  const auto start = std::string("openid-credential-offer://?credential_offer=");
  const auto by_value = text_in(made, "linkByValue");
  REQUIRE(by_value.starts_with(start));
  CHECK(encoding::decode_percent(by_value.substr(start.size())) == json::print(*given));
  CHECK(
      text_in(made, "link")
          .starts_with(
              "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Flibrary.example%2F"));
}

TEST_CASE("what became of an offer is seen, without its codes, until it is withdrawn") {
  TestRoutes library;
  const auto made = offer(library);
  const std::string place(*made.headers.find("Location"));
  CHECK(place == "/v1/offers/" + text_in(made, "id"));
  const auto shown = library.get(place);
  REQUIRE(shown.status == 200);
  CHECK(text_in(shown, "state") == "open");
  CHECK_FALSE(shown.body.contains("wmo_"));
  CHECK_FALSE(shown.body.contains(text_in(made, "txCode") + "\""));
  CHECK(body_of(library.get("/v1/offers")).root().find("offers")->size() == 1);
  library.node.clock.advance(openid::offer_ms);
  CHECK(text_in(library.get(place), "state") == "expired");
  CHECK(erase(library, place).status == 204);
  CHECK(erase(library, place).status == 404);
  CHECK(library.get(place).status == 404);
  CHECK(body_of(library.get("/v1/offers")).root().find("offers")->size() == 0);
}

TEST_CASE("offering needs the scope to issue, and seeing offers that to read") {
  TestRoutes library;
  const auto status_of = [&](http::Request request, const std::string& scope) {
    request.headers.set("Authorization", "Bearer " + library.make_token({scope}));
    return library.call(std::move(request)).status;
  };
  const auto body = R"({"award":{"achievement":")" + library.node.define("Taalmaatje") + R"("}})";
  CHECK(library.call(tests::request_of("POST", "/v1/offers", body)).status == 401);
  CHECK(status_of(tests::request_of("POST", "/v1/offers", body), "read") == 403);
  CHECK(status_of(tests::request_of("POST", "/v1/offers", body), "issue") == 201);
  CHECK(status_of(tests::request_of("GET", "/v1/offers"), "issue") == 403);
  CHECK(status_of(tests::request_of("GET", "/v1/offers"), "read") == 200);
  CHECK(status_of(tests::request_of("GET", "/v1/offers/x"), "issue") == 403);
  CHECK(status_of(tests::request_of("DELETE", "/v1/offers/x"), "read") == 403);
  CHECK(status_of(tests::request_of("DELETE", "/v1/offers/x"), "issue") == 404);
  const auto confirmation = R"({"holder":"did:key:z1"})";
  const auto place = "/v1/offers/x/confirm";
  CHECK(status_of(tests::request_of("POST", place, confirmation), "read") == 403);
  CHECK(status_of(tests::request_of("POST", place, confirmation), "issue") == 404);
  CHECK(status_of(tests::request_of("POST", place, "{}"), "issue") == 400);
}

TEST_CASE("an order that is not what it must be is refused") {
  TestRoutes library;
  const auto code_of = [&](const std::string& more) {
    const auto response = offer(library, more);
    CHECK(response.status == 400);
    return text_in(response, "code");
  };
  CHECK(code_of(R"(,"colour":"red")") == "json.unknown_member");
  CHECK(code_of(R"(,"until":"soon")") == "time.malformed");
  CHECK(code_of(R"(,"until":"2031-03-01T00:00:00Z")") == "offer.malformed");
  CHECK(code_of(R"(,"formats":["mso_mdoc"])") == "offer.malformed");
  CHECK(code_of(R"(,"formats":[7])") == "json.wrong_type");
  CHECK(code_of(R"(,"confirm":"yes")") == "json.wrong_type");
  CHECK(text_in(library.post("/v1/offers", "{}"), "code") == "json.missing_member");
  CHECK(text_in(library.post("/v1/offers", R"({"award":7})"), "code") == "json.wrong_type");
  CHECK(text_in(library.post("/v1/offers", R"({"award":{"achievement":"urn:x","email":"a@b.c"}})"),
                "code") == "json.unknown_member");
  CHECK(library.post("/v1/offers", R"({"award":{"achievement":"urn:x"}})").status == 404);
}

TEST_CASE("a badge on paper is offered by its id, and what it says is not said again") {
  TestRoutes library;
  const auto definition = library.node.define("Taalmaatje");
  const auto badge =
      library.post("/v1/badges", R"({"achievement":")" + definition +
                                     R"(","subject":{"email":"amira@example.org"}})");
  REQUIRE_MESSAGE(badge.status == 201, badge.body);
  const auto paper = text_in(badge, "id");
  // Its hash was handed out, and is not kept.
  const auto shown = body_of(library.get("/v1/badges/" + paper));
  CHECK_FALSE(shown.root().find("credential"));
  REQUIRE(shown.root().find("claims"));
  CHECK_FALSE(shown.root().find("claims")->find("credentialSubject")->find("identifier"));
  const auto gone = library.get("/credentials/" + paper);
  CHECK(gone.status == 404);
  CHECK(gone.body.contains("badge.not_kept"));
  const auto made =
      library.post("/v1/offers", R"({"paper":")" + paper + R"(","until":"2028-03-01T00:00:00Z"})");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  CHECK(text_in(made, "paper") == paper);
  CHECK(text_in(made, "until") == "2028-03-01T00:00:00Z");
  CHECK(text_in(made, "txCode").size() == 8);
  CHECK(made.body.contains(R"("tx_code":{"input_mode":"numeric","length":8)"));
  CHECK(library.post("/v1/offers", R"({"paper":")" + paper + R"(","until":"2028-12-31T00:00:00Z"})")
            .status == 400);
  CHECK(library.post("/v1/offers", R"({"paper":")" + paper + R"(","award":{"achievement":"x"}})")
            .status == 400);
  CHECK(library.post("/v1/offers", R"({"paper":"urn:uuid:none"})").status == 404);
  const auto bound =
      library.post("/v1/badges", R"({"achievement":")" + definition + R"(","subject":{"id":")" +
                                     tests::someone + "\"}}");
  CHECK(library.post("/v1/offers", R"({"paper":")" + text_in(bound, "id") + "\"}").status == 409);
}

}  // namespace waarmerk::node::routes
