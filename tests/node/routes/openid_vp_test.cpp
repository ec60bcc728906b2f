// OpenID4VP by way of the routes, as a wallet goes it, and as a thief would.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/encoding/percent.hpp"
#include "crypto/jose/jws.hpp"
#include "crypto/json/parse.hpp"
#include "node/actions/judge_answer.hpp"
#include "tests/support/presenter.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::present_ldp;
using tests::ShownTo;
using tests::TestParty;
using tests::TestRoutes;
using tests::text_in;

/// What a wallet knows of a request that it fetched.
struct Fetched {
  std::string state;
  ShownTo to;
};

/// A library that awarded a badge, and asks to see one.
struct Scene {
  Scene() {
    const auto awarded =
        library.post("/v1/badges", R"({"achievement":")" + definition + R"(","subject":{"id":")" +
                                       holder.did + R"("}})");
    REQUIRE_MESSAGE(awarded.status == 201, awarded.body);
    const auto body = body_of(awarded);
    badge = tests::parse_json(json::print(*body.root().find("credential")));
  }

  http::Response ask(const std::string& more = {}) {
    auto made = library.post("/v1/requests", R"({"badge":{"achievement":")" + definition +
                                                 R"("},"purpose":"A job")" + more + "}");
    REQUIRE_MESSAGE(made.status == 201, made.body);
    return made;
  }
  static std::string place_of(const http::Response& made) {
    const auto uri = text_in(made, "requestUri");
    const std::string base = "https://library.example";
    REQUIRE(uri.starts_with(base));
    return uri.substr(base.size());
  }
  Fetched fetch(const http::Response& made) {
    const auto response = library.call(tests::request_of("GET", place_of(made)));
    REQUIRE(response.status == 200);
    return read(response);
  }
  static Fetched read(const http::Response& response) {
    CHECK(response.headers.find("Content-Type") == "application/oauth-authz-req+jwt");
    const auto jws = jose::open_jws(response.body);
    REQUIRE(jws);
    const auto claims = json::parse(text_of(jws->payload));
    REQUIRE(claims);
    const auto text = [&](std::string_view name) {
      return std::string(claims->root().find(name)->string().value());
    };
    return {text("state"), {text("nonce"), text("client_id")}};
  }
  http::Response post_form(const std::string& target, std::string form) {
    auto request = tests::request_of("POST", target);
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.body = std::move(form);
    return library.call(std::move(request));
  }
  http::Response answer(const std::string& state, const std::string& presentation) {
    const auto token = "{\"badge_ldp_vc\":[" + presentation + "]}";
    return post_form("/openid/response",
                     "state=" + state + "&vp_token=" + encoding::encode_percent(token));
  }
  http::Response answer(const Fetched& fetched) {
    return answer(fetched.state, present_ldp(badge, holder, fetched.to));
  }
  http::Response result(const http::Response& made, const std::string& more = {}) {
    return library.get("/v1/requests/" + text_in(made, "id") + more);
  }
  std::string state(const http::Response& made) { return text_in(result(made), "state"); }

  TestRoutes library;
  std::string definition = library.node.define("Taalmaatje");
  TestParty holder = TestParty::with_key(9);
  TestParty thief = TestParty::with_key(66);
  json::Document badge = tests::parse_json("{}");
};

/// What it refuses with, in the form of OAuth.
std::string error_in(const http::Response& response) {
  CHECK_MESSAGE(response.status == 400, response.body);
  CHECK(response.headers.find("Cache-Control") == "no-store");
  return text_in(response, "error");
}

}  // namespace

TEST_CASE("a wallet finds its way from the link to an answer that the operator sees") {
  Scene scene;
  const auto made = scene.ask();
  const auto taken = scene.answer(scene.fetch(made));
  REQUIRE_MESSAGE(taken.status == 200, taken.body);
  CHECK(taken.body == "{}");
  const auto body = body_of(scene.result(made));
  CHECK(body.root().find("state")->string() == "answered");
  const auto result = body.root().find("result");
  REQUIRE(result);
  CHECK(result->find("accepted")->boolean() == true);
  for (const json::Value one : result->find("badges")->elements()) {
    CHECK(one.find("holder")->string() == scene.holder.did);
    CHECK(one.find("verdict")->find("outcome"));
    CHECK(one.find("shown")->size() == 1);
  }
}

TEST_CASE("the request is read by POST too, with a nonce of the wallet") {
  Scene scene;
  const auto made = scene.ask();
  const auto response = scene.post_form(Scene::place_of(made), "wallet_nonce=w-1&other=x");
  REQUIRE(response.status == 200);
  const auto jws = jose::open_jws(response.body);
  REQUIRE(jws);
  CHECK(text_of(jws->payload).contains(R"("wallet_nonce":"w-1")"));
  CHECK(scene.library.call(tests::request_of("POST", Scene::place_of(made))).status == 200);
  CHECK(scene.post_form(Scene::place_of(made), "wallet_nonce=" + std::string(600, 'x')).status ==
        400);
  CHECK(scene.library.call(tests::request_of("GET", "/openid/requests/0123")).status == 404);
}

TEST_CASE("an answer that is sent again is refused, and so is another to the same request") {
  Scene scene;
  const auto made = scene.ask();
  const auto fetched = scene.fetch(made);
  const auto shown = present_ldp(scene.badge, scene.holder, fetched.to);
  REQUIRE(scene.answer(fetched.state, shown).status == 200);
  CHECK(error_in(scene.answer(fetched.state, shown)) == "invalid_request");
  CHECK(error_in(scene.answer(fetched)) == "invalid_request");
  // To another request the same presentation is no answer.
  const auto other = scene.ask();
  CHECK(error_in(scene.answer(scene.fetch(other).state, shown)) == "invalid_request");
  CHECK(scene.state(other) == "open");
}

TEST_CASE("wrong audience, wrong nonce and somebody else's badge are refused, and counted") {
  Scene scene;
  const auto made = scene.ask();
  const auto fetched = scene.fetch(made);
  const auto refused = [&](const TestParty& by, const ShownTo& to) {
    CHECK(error_in(scene.answer(fetched.state, present_ldp(scene.badge, by, to))) ==
          "invalid_request");
  };
  refused(scene.holder, {fetched.to.nonce, "https://thief.example"});
  refused(scene.holder, {"another nonce", fetched.to.client_id});
  refused(scene.thief, fetched.to);
  CHECK(body_of(scene.result(made)).root().find("wrongAnswers")->integer() == 3);
  // Its holder can still answer.
  CHECK(scene.answer(fetched).status == 200);
}

TEST_CASE("five wrong answers lock a request, so that nobody has it guess for ever") {
  Scene scene;
  const auto made = scene.ask();
  const auto fetched = scene.fetch(made);
  for (int i = 0; i < 5; ++i) {
    CHECK(error_in(scene.answer(fetched.state, "{}")) == "invalid_request");
  }
  CHECK(scene.state(made) == "locked");
  CHECK(error_in(scene.answer(fetched)) == "invalid_request");
}

TEST_CASE("who fetched a request as a third answers that one, and no other") {
  Scene scene;
  const auto mine = scene.ask();
  const auto other = scene.ask();
  const auto fetched = scene.fetch(mine);
  REQUIRE(scene.answer(scene.fetch(mine)).status == 200);
  CHECK(scene.state(mine) == "answered");
  CHECK(scene.state(other) == "open");
  CHECK(error_in(scene.answer(fetched)) == "invalid_request");
  CHECK(scene.fetch(other).state != fetched.state);
}

TEST_CASE("with a redirect, only who comes back from the wallet reads the answer") {
  Scene scene;
  const auto made = scene.ask(R"(,"redirect":"https://employer.example/back")");
  const auto taken = scene.answer(scene.fetch(made));
  REQUIRE(taken.status == 200);
  const auto redirect = text_in(taken, "redirect_uri");
  const std::string start = "https://employer.example/back#response_code=";
  REQUIRE(redirect.starts_with(start));
  CHECK(text_in(scene.result(made), "code") == "request.wrong_response_code");
  CHECK(scene.result(made, "?response_code=wmc_0").status == 403);
  const auto seen = scene.result(made, "?response_code=" + redirect.substr(start.size()));
  CHECK(seen.status == 200);
  CHECK(body_of(seen).root().find("result"));
  CHECK_FALSE(scene.library.get("/v1/requests").body.contains("\"result\""));
}

TEST_CASE("a request that is over, withdrawn or too large an answer is refused") {
  Scene scene;
  const auto made = scene.ask();
  const auto fetched = scene.fetch(made);
  CHECK(error_in(scene.post_form("/openid/response", "state=" + fetched.state + "&vp_token=" +
                                                         std::string(actions::answer_bytes_max,
                                                                     'x'))) == "invalid_request");
  CHECK_FALSE(body_of(scene.result(made)).root().find("wrongAnswers"));
  scene.library.node.clock.advance(15 * minute_ms);
  CHECK(error_in(scene.answer(fetched)) == "invalid_request");
  CHECK(scene.state(made) == "expired");
  CHECK(scene.library.call(tests::request_of("GET", Scene::place_of(made))).status == 404);
}

TEST_CASE("an answer is a form with a state, and a token or an error") {
  Scene scene;
  const auto fetched = scene.fetch(scene.ask());
  const auto refused = [&](const std::string& form) {
    return error_in(scene.post_form("/openid/response", form)) == "invalid_request";
  };
  CHECK(refused("vp_token=%7B%7D"));
  CHECK(refused("state=" + fetched.state));
  CHECK(refused("state=" + fetched.state + "&vp_token=%7B%7D&error=access_denied"));
  CHECK(refused("state=" + fetched.state + "&vp_token=no"));
  CHECK(refused("state=wmr_0123&vp_token=%7B%7D"));
  CHECK(refused("state=" + fetched.state + "&response=e.y.J"));
  CHECK(error_in(scene.library.call(tests::request_of("POST", "/openid/response", "{}"))) ==
        "invalid_request");
}

TEST_CASE("that a wallet shows nothing is told to the operator, and ends the request") {
  Scene scene;
  const auto made = scene.ask();
  const auto fetched = scene.fetch(made);
  const auto denied = scene.post_form(
      "/openid/response", "state=" + fetched.state + "&error=access_denied&error_description=No");
  CHECK(denied.status == 200);
  const auto seen = scene.result(made);
  CHECK(text_in(seen, "state") == "refused");
  CHECK(text_in(seen, "error") == "access_denied");
  CHECK_FALSE(seen.body.contains("\"No\""));
  CHECK(error_in(scene.answer(fetched)) == "invalid_request");
}

}  // namespace waarmerk::node::routes
