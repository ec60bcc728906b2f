#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/presentation.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/test_routes.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;

const auto lab = *did::Did::parse("did:web:lab.example");

/// The library says that the lab may be believed; whoever asks believes the library.
struct Scene {
  Scene() {
    auto word = tests::word_of(library.node, lab);
    word.comment = "We visited.";
    word.scope = {.values = {{trust::Dimension::skill, {"making"}}}};
    tests::vouch(library.node, word);
  }
  http::Response ask(const std::string& more, const std::string& issuer = lab.text()) {
    return library.post("/v1/trust/explain", R"({"issuer":")" + issuer + '"' + more + '}');
  }
  std::string text_at(const http::Response& response, std::string_view member) {
    return tests::text_in(response, member);
  }

  TestRoutes library;
};

constexpr const char* by_policy =
    R"(,"policy":"[[root]]\ndid = \"did:web:library.example\"\nname = \"The library\"")";

}  // namespace

TEST_CASE("why an issuer is believed is answered by the policy that is given") {
  Scene scene;
  const auto about = std::string(R"(,"skill":["making"])");
  const auto known = scene.ask(about + by_policy);
  REQUIRE_MESSAGE(known.status == 200, known.body);
  CHECK(scene.text_at(known, "level") == "full");
  CHECK(scene.text_at(known, "sentence") ==
        "did:web:lab.example is recognised by The library, whom you trust.");
  CHECK(known.body.contains(R"("comment":"We visited.")"));
  CHECK(known.body.contains(R"("holdsUntil":"2027-03-03T)"));
  CHECK(known.body.contains(R"("since":"2026-03-03T)"));
  CHECK(known.body.contains(R"("cutShort":false)"));
  CHECK(known.body.contains(R"("knownFor":[])"));
  CHECK(known.body.contains(R"("nextChange":"2026-03-04T)"));
  const auto& own = scene.library.node.self.feed;
  const auto head = scene.library.node.memory.records.feeds.head(own);
  CHECK(known.body.contains(R"({"feed":")" + feed::print_feed_id(own) + R"(","epoch":0,"seq":)" +
                            std::to_string(head->seq) + "}"));
  CHECK(known.body.contains(R"({"feed":")" + feed::print_feed_id(feed::feed_id_of(lab)) + "\"}"));
  CHECK(known.body.contains(R"("dependsOnMore":false)"));
  const std::string check = R"("checks":[{"name":"trust","state":)";
  CHECK(known.body.contains(check + R"("passed","code":"badge.issuer_recognised")"));
  const auto other = scene.ask(R"(,"skill":["swimming"])" + std::string(by_policy));
  CHECK(scene.text_at(other, "level") == "none");
  CHECK(other.body.contains(check + R"("warning","code":"badge.issuer_unknown")"));
  CHECK(other.body.contains(R"("couldVouch":[{"who":{"did":"did:web:library.example")"));
  CHECK(other.body.contains(
      R"("knownFor":[{"who":{"did":"did:web:library.example","name":"The library"},)"
      R"("amount":120,"scope":{"skill":["making"]}}])"));
  CHECK(scene.text_at(other, "sentence") ==
        "Nobody you trust knows did:web:lab.example for what was asked, but The library knows it "
        "for making. The library could say whether it is to be believed.");
  CHECK(scene.text_at(scene.ask(about), "level") == "none");  // by our own, without roots
  const auto then = scene.ask(about + R"(,"at":"2026-01-01T00:00:00Z")" + by_policy);
  CHECK(scene.text_at(then, "level") == "none");
}

TEST_CASE("a question that cannot be read is refused, and so is who may not ask") {
  Scene scene;
  CHECK(scene.ask("", "lab").status == 400);
  CHECK(scene.ask(R"(,"policy":"full = 7")").status == 400);
  CHECK(tests::text_in(scene.ask(R"(,"policy":"full = 7")"), "code") == "trust.bad_policy");
  CHECK(scene.ask(R"(,"skill":[""])" + std::string(by_policy)).status == 400);
  CHECK(scene.library.post("/v1/trust/explain", "{}").status == 400);
  auto open = tests::request_of("POST", "/v1/trust/explain", R"({"issuer":"did:web:lab.example"})");
  CHECK(scene.library.call(open).status == 401);
}

TEST_CASE(
    "who has a token is told with a verdict whether the issuer is recognised, and nobody else") {
  const auto policy = actions::read_trust_policy(
      "[[root]]\ndid = \"did:web:library.example\"\nname = \"The library\"\n"
      "achievement_type = [\"Certificate\"]\n");
  REQUIRE(policy);
  TestRoutes library(tests::NodeMethod::web, *policy);
  const auto badge = library.node.award(library.node.define("Taalmaatje"));
  const auto body = R"({"verifiableCredential":)" + std::string(badge.text()) + "}";
  const auto open = library.call(tests::request_of("POST", "/credentials/verify", body));
  CHECK(open.status == 200);
  CHECK_FALSE(open.body.contains("\"trust\""));
  CHECK_FALSE(open.body.contains("The library, "));
  const auto told = library.post("/credentials/verify", body);
  CHECK(told.status == 200);
  CHECK(told.body.contains("badge.issuer_"));
  CHECK(told.body.contains(R"("trust")"));
  const auto unasked = library.post("/verifiers/proof-only/credentials/verify", body);
  CHECK(unasked.status == 200);
  CHECK_FALSE(unasked.body.contains(R"("trust")"));
}

TEST_CASE("of each badge that is presented the same is told, and to the same people") {
  const auto policy = actions::read_trust_policy(
      "[[root]]\ndid = \"did:web:library.example\"\nname = \"The library\"\n");
  REQUIRE(policy);
  TestRoutes library(tests::NodeMethod::web, *policy);
  const auto stranger = tests::TestParty::with_key(1);
  const auto holder = tests::TestParty::with_key(200);
  const auto unsigned_form =
      credential::write_presentation({library.node.award(library.node.define("Taalmaatje")),
                                      tests::issue(tests::sample_badge(stranger), stranger)},
                                     holder.did);
  proof::ProofOptions options;
  options.verification_method = holder.method;
  options.proof_purpose = "authentication";
  const auto shown = *proof::add_proof(*unsigned_form, options, *holder.signer);
  const auto body = R"({"verifiablePresentation":)" + std::string(shown.text()) + "}";
  const auto open = library.call(tests::request_of("POST", "/presentations/verify", body));
  CHECK(open.status == 200);
  CHECK_FALSE(open.body.contains("\"trust\""));
  CHECK(open.body.contains("badge.credentials_good"));
  const auto told = library.post("/presentations/verify", body);
  CHECK(told.status == 200);
  const auto answer = body_of(told);
  const auto verdict = *answer.root().find("verdict");
  std::vector<std::string> codes;
  for (const json::Value one : verdict.find("credentials")->elements())
    codes.emplace_back(*one.find("code")->string());
  CHECK(codes == std::vector<std::string>{"badge.genuine", "badge.issuer_unknown"});
  CHECK(told.body.contains("badge.issuer_recognised"));
  // Summed up: there is a warning, and nothing is less genuine for it.
  CHECK(verdict.find("code")->string() == "badge.credential_warning");
  CHECK(verdict.find("outcome")->string() == "genuine_with_warning");
  // What the holder did not sign says nothing of anybody.
  const auto forged = library.post(
      "/presentations/verify",
      R"({"verifiablePresentation":)" +
          std::string(
              json::with_member(shown.root(), "id", json::parse("\"urn:x:1\"")->root())->text()) +
          "}");
  CHECK(forged.status == 400);
  CHECK_FALSE(forged.body.contains("\"trust\""));
}

}  // namespace waarmerk::node::routes
