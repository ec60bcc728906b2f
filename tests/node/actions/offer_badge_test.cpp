#include "node/actions/offer_badge.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/issue_badge.hpp"
#include "node/records/families.hpp"
#include "node/records/offers.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;

struct Scene {
  OfferOrder order(const std::string& more = {}) const {
    return {.award = tests::parse_json(R"({"achievement":")" + definition + "\"" + more + "}")};
  }
  Result<openid::NewOffer> offer(OfferOrder wish) {
    return run_task(offer_badge(library.ports, std::move(wish)));
  }
  ErrorCode refusal(OfferOrder wish) {
    const auto made = offer(std::move(wish));
    return made ? ErrorCode{} : made.error().code;
  }

  tests::TestNode library{"library.example"};
  std::string definition = library.define("Taalmaatje");
};

}  // namespace

TEST_CASE("a badge is offered for a quarter of an hour, in every form that its key serves for") {
  Scene scene;
  const auto made = scene.offer(scene.order(R"(,"narrative":"Twelve times.")"));
  REQUIRE(made);
  CHECK(made->offer.until - made->offer.made == 15 * minute_ms);
  CHECK(made->offer.configurations == std::vector<std::string>{"OpenBadgeCredential_ldp_vc",
                                                               "OpenBadgeCredential_jwt_vc_json",
                                                               "OpenBadgeCredential_dc+sd-jwt"});
  const auto known = known_offers(scene.library.ports);
  REQUIRE(known);
  REQUIRE(known->size() == 1);
  CHECK(known->front().achievement_id == scene.definition);
  CHECK(known->front().award.contains("Twelve times."));
  CHECK(get_open_offer(scene.library.ports, made->code));
  CHECK(get_offer(scene.library.ports, made->offer.id));
  // Nothing was awarded yet.
  std::size_t badges = 0;
  REQUIRE(scene.library.memory.store.scan(records::family::badge, {}, [&](ByteView, ByteView) {
    ++badges;
    return true;
  }));
  CHECK(badges == 0);
}

TEST_CASE("what could not be awarded is not offered") {
  Scene scene;
  CHECK(scene.refusal({.award = tests::parse_json(R"({"achievement":"urn:x"})")}) ==
        ErrorCode{"achievement.not_found", ErrorKind::missing});
  CHECK(scene.refusal({.award = tests::parse_json("[]")}) == json::wrong_type);
  CHECK(scene.refusal(scene.order(R"(,"subject":{"email":"amira@example.org"})")) ==
        json::unknown_member);
  CHECK(scene.refusal(scene.order(R"(,"results":[{"resultDescription":"urn:none"}])")) !=
        ErrorCode{});
  CHECK(known_offers(scene.library.ports)->empty());
}

TEST_CASE("an offer has an end within a day, and formats that there are") {
  Scene scene;
  const auto now = scene.library.clock.now();
  auto order = scene.order();
  order.until = now + day_ms;
  CHECK(scene.refusal(order) == ErrorCode{});
  order.until = now + day_ms + 1;
  CHECK(scene.refusal(order) == bad_offer);
  order.until = now;
  CHECK(scene.refusal(order) == bad_offer);
  order.until.reset();
  order.formats = {"jwt_vc_json"};
  const auto made = scene.offer(order);
  REQUIRE(made);
  CHECK(made->offer.configurations == std::vector<std::string>{"OpenBadgeCredential_jwt_vc_json"});
  order.formats = {"jwt_vc_json", "dc+sd-jwt"};
  CHECK(scene.offer(order)->offer.configurations.size() == 2);
  order.formats = {"jwt_vc_json", "mso_mdoc"};
  CHECK(scene.refusal(order) == bad_offer);
}

TEST_CASE("a node without a web address offers nothing") {
  Scene scene;
  scene.library.self.url.clear();
  CHECK(scene.refusal(scene.order()) == no_offer_address);
}

TEST_CASE("the code of an offer opens it while it is open, and no other text does") {
  Scene scene;
  const auto made = scene.offer(scene.order());
  REQUIRE(made);
  auto wrong = made->code;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  for (const auto& code : {wrong, std::string(), made->offer.id, "wmo_" + std::string(49, '0')}) {
    CHECK_FALSE(get_open_offer(scene.library.ports, code));
  }
  scene.library.clock.advance(openid::offer_ms);
  CHECK(get_open_offer(scene.library.ports, made->code).error().code == no_offer);
  CHECK(get_offer(scene.library.ports, made->offer.id));
}

TEST_CASE("an offer that is withdrawn is gone, and one that is a week old is forgotten") {
  Scene scene;
  auto& ports = scene.library.ports;
  const auto one = scene.offer(scene.order());
  scene.library.clock.advance(second_ms);
  const auto two = scene.offer(scene.order());
  CHECK(known_offers(ports)->front().id == two->offer.id);
  CHECK(run_task(withdraw_offer(ports, one->offer.id)));
  CHECK(run_task(withdraw_offer(ports, one->offer.id)).error().code == no_offer);
  CHECK(run_task(forget_offers(ports)) == 0);
  scene.library.clock.advance(offer_kept_ms);
  CHECK(known_offers(ports)->empty());
  CHECK(get_offer(ports, two->offer.id).error().code == no_offer);
  CHECK(run_task(forget_offers(ports)) == 1);
  CHECK(records::list_offers(scene.library.memory.store)->empty());
}

TEST_CASE("a thousand offers are known at the most") {
  Scene scene;
  storage::Batch rows;
  for (std::size_t i = 0; i < offers_max; ++i) {
    const auto made = openid::make_offer({scene.library.clock.now() + second_ms, {}, "urn:x", "{}"},
                                         scene.library.clock.now(), scene.library.random);
    records::save_offer(rows, made.offer);
  }
  scene.library.memory.write(rows);
  CHECK(scene.refusal(scene.order()) == many_offers);
}

}  // namespace waarmerk::node::actions
