#include <doctest/doctest.h>

#include "node/kit/kit.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

struct Bench {
  std::string order(const std::string& form) const {
    return R"({"form":")" + form + R"(","verifiableCredential":)" + badge + "}";
  }
  http::Response verify(const std::string& kit) {
    return routes.call(
        tests::request_of("POST", "/credentials/verify",
                          R"({"verifiableCredential":)" + badge + R"(,"kit":)" + kit + "}"));
  }

  tests::TestRoutes routes{tests::NodeMethod::webvh};
  std::string badge{routes.node.award(routes.node.define("Taalmaatje")).text()};
};

}  // namespace

TEST_CASE("a kit is made of a badge, whole or as a staple, by who may read") {
  Bench bench;
  const auto whole = bench.routes.post("/v1/kits", bench.order("kit"));
  CHECK(whole.status == 200);
  const auto kit = kit::read_kit(whole.body);
  REQUIRE(kit);
  CHECK(kit->badge == bench.badge);
  const auto staple = kit::read_kit(bench.routes.post("/v1/kits", bench.order("staple")).body);
  REQUIRE(staple);
  CHECK(staple->is_staple());
  CHECK(staple->lists == kit->lists);
  CHECK(bench.routes.call(tests::request_of("POST", "/v1/kits", bench.order("kit"))).status == 401);
}

TEST_CASE("what is no badge, of no known issuer or in no form has no kit") {
  Bench bench;
  CHECK(bench.routes.post("/v1/kits", bench.order("album")).status == 400);
  CHECK(bench.routes.post("/v1/kits", "{}").status == 400);
  CHECK(bench.routes.post("/v1/kits", R"({"verifiableCredential":"x"})").status == 400);
  CHECK(bench.routes.post("/v1/kits", R"({"verifiableCredential":1})").status == 400);
  const tests::TestNode stranger("stranger.example", 7);
  auto foreign = bench.badge;
  const auto& ours = bench.routes.node.self.did.text();
  for (auto at = foreign.find(ours); at != std::string::npos; at = foreign.find(ours)) {
    foreign.replace(at, ours.size(), stranger.self.did.text());
  }
  CHECK(bench.routes.post("/v1/kits", R"({"verifiableCredential":)" + foreign + "}").status == 404);
}

TEST_CASE("a badge is verified with the kit that came along, and with no broken one") {
  Bench bench;
  const auto kit = bench.routes.post("/v1/kits", bench.order("staple")).body;
  const auto verified = bench.verify(kit);
  CHECK(verified.status == 200);
  CHECK(verified.body.contains("badge.genuine"));
  CHECK(bench.verify("{}").status == 400);
  CHECK(bench.verify("[]").status == 400);
}

}  // namespace waarmerk::node::routes
