#include <doctest/doctest.h>

#include <string>

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
  const auto other = scene.ask(R"(,"skill":["swimming"])" + std::string(by_policy));
  CHECK(scene.text_at(other, "level") == "none");
  CHECK(other.body.contains(R"("couldVouch":[{"who":{"did":"did:web:library.example")"));
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
}

}  // namespace waarmerk::node::routes
