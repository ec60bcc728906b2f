#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/proof/data_integrity.hpp"
#include "node/actions/make_kit.hpp"
#include "node/credential/presentation.hpp"
#include "node/kit/kit.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/street.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::TestParty;

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

TEST_CASE("a kit is made of a badge, whole or as a staple, for anybody") {
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
  // Whoever has the badge may have the kit of it.
  const auto open = bench.routes.call(tests::request_of("POST", "/v1/kits", bench.order("kit")));
  CHECK(open.status == 200);
  CHECK(open.body == whole.body);
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

TEST_CASE("badges of several issuers in one presentation are verified with a kit of each") {
  tests::Street street;
  std::vector<json::Document> badges;
  std::vector<std::string> kits;
  for (const auto* host : {"library.example", "school.example"}) {
    auto& issuer =
        street.add({.host = host, .seed = kits.size() + 1, .method = tests::NodeMethod::webvh});
    badges.push_back(issuer.home.award(issuer.home.define("Taalmaatje")));
    const auto kit =
        actions::make_kit(issuer.ports, nullptr, {.badge = std::string(badges.back().text())});
    REQUIRE(kit);
    kits.push_back(kit::write_kit(*kit));
  }
  auto& stranger = street.add({.host = "stranger.example", .seed = 9});
  street.network.cut();
  const auto holder = TestParty::with_key(200);
  proof::ProofOptions options;
  options.verification_method = holder.method;
  options.proof_purpose = "authentication";
  const auto shown = proof::add_proof(*credential::write_presentation(badges, holder.did), options,
                                      *holder.signer);
  REQUIRE(shown);
  const auto verify = [&](const std::string& more) {
    return tests::run_on(street.context, stranger.router.handle(tests::request_of(
                                             "POST", "/presentations/verify",
                                             R"({"verifiablePresentation":)" +
                                                 std::string(shown->text()) + more + "}")));
  };
  CHECK(verify("").body.contains("badge.did_unavailable"));
  const auto verified = verify(R"(,"kits":[)" + kits[0] + "," + kits[1] + "]");
  CHECK(verified.status == 200);
  CHECK(verified.body.contains(R"("source":"holder-staple")"));
  CHECK(verified.body.contains(R"("phonedHome":false)"));
  CHECK_FALSE(verified.body.contains(R"("phonedHome":true)"));
  CHECK(verify(R"(,"kits":[)" + kits[0] + "]").body.contains("badge.did_unavailable"));
  CHECK(verify(R"(,"kits":[7])").status == 400);
  CHECK(verify(R"(,"kits":[{}])").status == 400);
  auto many = kits[0];
  for (int i = 0; i < 16; ++i) many += "," + kits[0];
  CHECK(verify(R"(,"kits":[)" + many + "]").body.contains("kit.malformed"));
}

}  // namespace waarmerk::node::routes
