#include "node/actions/ask_badges.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/jose/jws.hpp"
#include "crypto/json/parse.hpp"
#include "node/openid/claims_path.hpp"
#include "node/openid/error_codes.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using openid::PresentationRequest;
using tests::run_task;

struct Scene {
  static RequestOrder order() {
    return {.query = openid::write_plain_query({.type = "Badge"}), .purpose = "A job"};
  }
  PresentationRequest ask(RequestOrder wish = order()) {
    auto made = run_task(ask_badges(employer.ports, std::move(wish)));
    REQUIRE(made);
    return *made;
  }
  ErrorCode refusal(RequestOrder wish) {
    const auto made = run_task(ask_badges(employer.ports, std::move(wish)));
    return made ? ErrorCode{} : made.error().code;
  }
  Result<std::string> answer(const PresentationRequest& request, const std::string& result = "{}") {
    return run_task(keep_answer(employer.ports, request.state, result));
  }
  PresentationRequest now_of(const PresentationRequest& request) {
    const auto found = get_request(employer.ports, request.id);
    REQUIRE(found);
    return *found;
  }
  UnixTime now() const { return employer.clock.now(); }

  tests::TestNode employer{"employer.example"};
};

}  // namespace

TEST_CASE("a request is open for a quarter of an hour, and its answer known for an hour more") {
  Scene scene;
  const auto made = scene.ask();
  CHECK(made.until - made.made == 15 * minute_ms);
  CHECK(made.kept_until - made.until == hour_ms);
  CHECK(get_open_request(scene.employer.ports, made.id));
  CHECK(known_requests(scene.employer.ports)->size() == 1);
  scene.employer.clock.advance(15 * minute_ms);
  CHECK(get_open_request(scene.employer.ports, made.id).error().code == no_request);
  CHECK(get_request(scene.employer.ports, made.id));
  CHECK(run_task(forget_requests(scene.employer.ports)) == 0);
  scene.employer.clock.advance(hour_ms);
  // It is not shown even where nobody has erased it yet.
  CHECK(get_request(scene.employer.ports, made.id).error().code == no_request);
  CHECK(known_requests(scene.employer.ports)->empty());
  CHECK(run_task(forget_requests(scene.employer.ports)) == 1);
}

TEST_CASE("what cannot be asked, or not for so long, is refused") {
  Scene scene;
  const auto refused = [&](auto change) {
    auto wish = Scene::order();
    change(wish);
    return scene.refusal(std::move(wish));
  };
  CHECK(refused([](auto& wish) { wish.query = "{}"; }) != ErrorCode{});
  CHECK(refused([](auto& wish) { wish.query.append(query_bytes_max, ' '); }) ==
        openid::bad_request);
  CHECK(refused([](auto& wish) { wish.purpose.clear(); }) == openid::bad_request);
  CHECK(refused([](auto& wish) { wish.purpose = std::string(501, 'x'); }) == openid::bad_request);
  CHECK(refused([&](auto& wish) { wish.until = scene.now(); }) == openid::bad_request);
  CHECK(refused([&](auto& wish) { wish.until = scene.now() + day_ms + 1; }) == openid::bad_request);
  CHECK(refused([&](auto& wish) { wish.kept_until = scene.now(); }) == openid::bad_request);
  CHECK(refused([&](auto& wish) { wish.kept_until = scene.now() + 40 * day_ms; }) ==
        openid::bad_request);
  for (const std::string bad :
       {"javascript:alert(1)", "https://a.example/#x", "https://a.example/ b", "//a.example"}) {
    CHECK(refused([&](auto& wish) { wish.redirect = bad; }) == openid::bad_request);
  }
}

TEST_CASE("the signed request is of the organisation's own key, and has the wallet's nonce") {
  Scene scene;
  const auto made = scene.ask();
  const auto jwt = sign_request(scene.employer.ports, made, "w-1");
  REQUIRE(jwt);
  const auto jws = jose::open_jws(*jwt);
  REQUIRE(jws);
  CHECK(jws->type == "oauth-authz-req+jwt");
  CHECK(jws->key_id == scene.employer.self.issuing_method);
  CHECK(jose::verify_jws(*jws, scene.employer.issuing->public_key()));
  const auto claims = json::parse(text_of(jws->payload));
  REQUIRE(claims);
  CHECK(claims->root().find("wallet_nonce")->string() == "w-1");
  CHECK(sign_request(scene.employer.ports, made, std::string(513, 'x')).error().code ==
        openid::bad_request);
}

TEST_CASE("a request is answered once, whoever comes first") {
  Scene scene;
  const auto made = scene.ask();
  CHECK(scene.answer(made, R"({"accepted":true})") == "");
  CHECK(scene.now_of(made).result == R"({"accepted":true})");
  CHECK(scene.answer(made, "{}").error().code == openid::invalid_request);
  CHECK(run_task(keep_refusal(scene.employer.ports, made.state, "access_denied")).error().code ==
        openid::invalid_request);
  CHECK(scene.now_of(made).result == R"({"accepted":true})");
}

TEST_CASE("the state of one request does not answer another") {
  Scene scene;
  const auto one = scene.ask();
  const auto other = scene.ask();
  auto mixed = one;
  mixed.state = other.state.substr(0, 4) + one.id + other.state.substr(20);
  CHECK(scene.answer(mixed).error().code == openid::invalid_request);
  CHECK(scene.answer(other, R"({"n":2})"));
  CHECK(scene.now_of(one).result.empty());
  CHECK(scene.now_of(other).result == R"({"n":2})");
}

TEST_CASE("five wrong answers lock a request") {
  Scene scene;
  const auto made = scene.ask();
  for (int i = 0; i < 5; ++i) {
    CHECK(find_answered(scene.employer.ports, made.state));
    CHECK(run_task(count_wrong_answer(scene.employer.ports, made.state)));
  }
  CHECK(find_answered(scene.employer.ports, made.state).error().code == openid::invalid_request);
  CHECK(scene.answer(made).error().code == openid::invalid_request);
}

TEST_CASE("a request that was withdrawn is unknown, and so is what was shown") {
  Scene scene;
  const auto made = scene.ask();
  REQUIRE(scene.answer(made));
  CHECK(run_task(withdraw_request(scene.employer.ports, made.id)));
  CHECK(get_request(scene.employer.ports, made.id).error().code == no_request);
  CHECK(run_task(withdraw_request(scene.employer.ports, made.id)).error().code == no_request);
  CHECK(scene.answer(made).error().code == openid::invalid_request);
}

}  // namespace waarmerk::node::actions
