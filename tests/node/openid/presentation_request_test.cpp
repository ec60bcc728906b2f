#include "node/openid/presentation_request.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "node/openid/error_codes.hpp"
#include "node/openid/secret_text.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::openid {
namespace {

using tests::badge_now;

struct Scene {
  PresentationRequest make(std::string redirect = {}) {
    return make_request({.until = badge_now + request_ms,
                         .kept_until = badge_now + hour_ms,
                         .purpose = "A job",
                         .query = write_plain_query({.type = "Badge"}),
                         .redirect = std::move(redirect)},
                        badge_now, random);
  }
  static ErrorCode refusal(const PresentationRequest& request, std::string_view state,
                           UnixTime now = badge_now) {
    const auto open = check_open(request, state, now);
    return open ? ErrorCode{} : open.error().code;
  }

  tests::SeededRandom random;
};

}  // namespace

TEST_CASE("each request has a nonce and a state of its own") {
  Scene scene;
  const auto one = scene.make();
  const auto other = scene.make();
  CHECK(std::set{one.nonce, other.nonce, one.state, other.state, one.id, other.id}.size() == 6);
  CHECK(one.nonce.size() == 22);  // 128 bits
  CHECK(secret_id(SecretKind::request_state, one.state) == one.id);
  CHECK(Scene::refusal(one, one.state) == ErrorCode{});
  CHECK(Scene::refusal(one, other.state) == invalid_request);
  CHECK(Scene::refusal(one, "") == invalid_request);
}

TEST_CASE("a request is answered once, and before it is over") {
  Scene scene;
  auto request = scene.make();
  CHECK(state_of(request, badge_now) == RequestState::open);
  CHECK(state_of(request, request.until) == RequestState::expired);
  CHECK(Scene::refusal(request, request.state, request.until) == invalid_request);
  const auto answered = answer_request(request, R"({"accepted":true})", badge_now, scene.random);
  CHECK(state_of(answered.request, request.until) == RequestState::answered);
  CHECK(Scene::refusal(answered.request, request.state) == invalid_request);
  CHECK(answered.redirect.empty());
  CHECK(may_see(answered.request, ""));
  request.wrong_answers = wrong_answers_max;
  CHECK(print_state(state_of(request, badge_now)) == "locked");
  CHECK(Scene::refusal(request, request.state) == invalid_request);
}

TEST_CASE("what a wallet says in place of an answer is kept only where it is a word of OAuth") {
  Scene scene;
  const auto request = scene.make();
  const auto denied = refuse_request(request, "access_denied", badge_now, scene.random).request;
  CHECK(print_state(state_of(denied, badge_now)) == "refused");
  CHECK(denied.error == "access_denied");
  CHECK(refuse_request(request, "my name is Ada", badge_now, scene.random).request.error ==
        "other");
}

TEST_CASE("where a redirect was asked for, the answer is for who comes back by it") {
  Scene scene;
  const auto request = scene.make("https://employer.example/back?a=1");
  const auto answered = answer_request(request, "{}", badge_now, scene.random);
  const std::string start = "https://employer.example/back?a=1#response_code=";
  REQUIRE(answered.redirect.starts_with(start));
  CHECK(may_see(answered.request, answered.redirect.substr(start.size())));
  CHECK_FALSE(may_see(answered.request, ""));
  CHECK_FALSE(may_see(answered.request, request.state));
}

TEST_CASE("the Request Object says who asks, what, and where the answer goes") {
  Scene scene;
  const auto request = scene.make();
  const Asker asker{"https://library.example", "did:web:library.example", "Library"};
  const auto claims =
      tests::parse_json(write_request_object(request, asker, "w1", badge_now + 1'000));
  const auto text = [&](std::string_view name) {
    return std::string(claims.root().find(name)->string().value());
  };
  CHECK(text("client_id") == "decentralized_identifier:did:web:library.example");
  CHECK(text("aud") == "https://self-issued.me/v2");
  CHECK(text("response_type") == "vp_token");
  CHECK(text("response_mode") == "direct_post");
  CHECK(text("response_uri") == "https://library.example/openid/response");
  CHECK(text("nonce") == request.nonce);
  CHECK(text("state") == request.state);
  CHECK(text("wallet_nonce") == "w1");
  CHECK(claims.root().find("exp")->integer() == request.until.ms / second_ms);
  CHECK(claims.root().find("kept_until")->integer() == request.kept_until.ms / second_ms);
  CHECK_FALSE(claims.root().find("redirect_uri"));
  CHECK_FALSE(claims.root().find("iss"));
  const auto why = claims.root().find("client_metadata")->find("purpose");
  REQUIRE(why);
  CHECK(why->string() == request.purpose);
  const auto formats = claims.root().find("client_metadata")->find("vp_formats_supported");
  REQUIRE(formats);
  for (const auto* format : {"jwt_vc_json", "ldp_vc", "dc+sd-jwt"}) CHECK(formats->find(format));
  CHECK(json::print(*claims.root().find("dcql_query")) == request.query);
  const auto without = tests::parse_json(write_request_object(request, asker, "", badge_now));
  CHECK_FALSE(without.root().find("wallet_nonce"));
}

TEST_CASE("the link names who asks and where the request stands, as whole parameters") {
  CHECK(link_to_request({"https://library.example", "did:web:library.example", ""}, "0123") ==
        "openid4vp://?client_id=decentralized_identifier%3Adid%3Aweb%3Alibrary.example&request_uri="
        "https%3A%2F%2Flibrary.example%2Fopenid%2Frequests%2F0123&request_uri_method=post");
}

}  // namespace waarmerk::node::openid
