#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

const auto lab = *did::Did::parse("did:web:lab.example");

actions::TrustPolicy policy_of(const std::string& more = {}) {
  const auto policy =
      actions::read_trust_policy("[[root]]\ndid = \"did:web:library.example\"\n" + more);
  REQUIRE(policy);
  return *policy;
}

/// The library believes its own word; it says that the lab may issue badges for making, and the
/// mill may say who else does.
struct Scene {
  explicit Scene(const std::string& more = {}) : library(tests::NodeMethod::web, policy_of(more)) {
    auto word = tests::word_of(library.node, lab);
    word.scope = {.values = {{trust::Dimension::skill, {"urn:skill:making"}}}};
    tests::vouch(library.node, word);
    auto introduction = tests::word_of(library.node, *did::Did::parse("did:web:mill.example"));
    introduction.kind = trust::Kind::introduce;
    introduction.depth = 1;
    tests::vouch(library.node, introduction);
  }
  http::Response ask(const std::string& path, const std::string& entity, const std::string& action,
                     const std::string& resource, const std::string& more = {}) {
    return library.post(path, R"({"entity_id":")" + entity +
                                  R"(","authority_id":"did:web:library.example","action":")" +
                                  action + R"(","resource":")" + resource + '"' + more + '}');
  }
  bool holds(const http::Response& response, const std::string& verdict) {
    REQUIRE_MESSAGE(response.status == 200, response.body);
    const auto body = body_of(response);
    const auto member = body.root().find(verdict);
    REQUIRE(member);
    REQUIRE(member->boolean());
    return *member->boolean();
  }

  TestRoutes library;
};

}  // namespace

TEST_CASE("who may issue what is answered as TRQP asks it, by our own policy") {
  Scene scene;
  const auto known = scene.ask("/authorization", lab.text(), "issue", "urn:skill:making");
  CHECK(scene.holds(known, "authorized"));
  CHECK(text_in(known, "entity_id") == lab.text());
  CHECK(text_in(known, "authority_id") == "did:web:library.example");
  CHECK(text_in(known, "action") == "issue");
  CHECK(text_in(known, "resource") == "urn:skill:making");
  CHECK(text_in(known, "time_evaluated") == print_time(scene.library.node.clock.now()));
  CHECK(text_in(known, "time_requested").empty());
  CHECK(text_in(known, "message").starts_with("did:web:lab.example is recognised by "));
  const auto other = scene.ask("/authorization", lab.text(), "issue", "urn:skill:swimming");
  CHECK_FALSE(scene.holds(other, "authorized"));
  CHECK(text_in(other, "message").starts_with("Nobody you trust knows "));
  CHECK_FALSE(scene.holds(scene.ask("/authorization", lab.text(), "issue", "any"), "authorized"));
  CHECK_FALSE(scene.holds(scene.ask("/authorization", lab.text(), "issue", "Badge"), "authorized"));
}

TEST_CASE("a type of achievement is told from a skill, as Open Badges writes types") {
  Scene scene;
  auto word = tests::word_of(scene.library.node, *did::Did::parse("did:web:school.example"));
  word.scope = {.values = {{trust::Dimension::achievement_type, {"Badge", "ext:Welding"}}}};
  tests::vouch(scene.library.node, word);
  const auto ask = [&](const std::string& resource, const std::string& more = {}) {
    return scene.holds(
        scene.ask("/authorization", "did:web:school.example", "issue", resource, more),
        "authorized");
  };
  CHECK(ask("Badge"));
  CHECK(ask("ext:Welding"));
  CHECK_FALSE(ask("Diploma"));
  CHECK_FALSE(ask("urn:ext:Welding"));
  CHECK(ask("any", R"(,"context":{"achievementType":"Badge"})"));
  CHECK_FALSE(ask("any", R"(,"context":{"achievementType":"Diploma"})"));
}

TEST_CASE("a context says when it is asked about and narrows it, and comes back as it came") {
  Scene scene;
  const auto ask = [&](const std::string& context) {
    return scene.ask("/authorization", lab.text(), "issue", "urn:skill:making",
                     ",\"context\":" + context);
  };
  const std::string context = R"({"time":"2026-01-01T00:00:00Z","locator":"x"})";
  const auto before = ask(context);
  CHECK_FALSE(scene.holds(before, "authorized"));
  CHECK(text_in(before, "time_requested") == "2026-01-01T00:00:00Z");
  CHECK(text_in(before, "time_evaluated") == print_time(scene.library.node.clock.now()));
  CHECK(before.body.contains(R"("context":)" + context));
  const auto blank = ask(R"({"time":""})");
  CHECK(scene.holds(blank, "authorized"));
  CHECK_FALSE(blank.body.contains("time_requested"));
  const auto later = print_time(scene.library.node.clock.now() + day_ms);
  CHECK(scene.holds(ask(R"({"time":")" + later + R"("})"), "authorized"));
  CHECK_FALSE(scene.holds(ask(R"({"skill":"urn:skill:swimming"})"), "authorized"));
  CHECK(ask(R"({"n":1})").status == 400);
  CHECK(ask(R"("now")").status == 400);
  CHECK(ask(R"({"time":"today"})").status == 400);
  // As the protocol has it, and not in another zone.
  CHECK(ask(R"({"time":"2026-01-01T00:00:00+00:00"})").status == 200);
  CHECK(text_in(ask(R"({"time":"2026-01-01T00:00:00+01:00"})"), "code") == "time.malformed");
}

TEST_CASE("who may say who else is to be believed is recognised, and who may only issue is not") {
  Scene scene;
  const auto mill =
      scene.ask("/recognition", "did:web:mill.example", "recognize", "urn:skill:making");
  CHECK(scene.holds(mill, "recognized"));
  CHECK(text_in(mill, "message") == "What did:web:mill.example says of others is enough for you.");
  const auto only_issues = scene.ask("/recognition", lab.text(), "recognize", "urn:skill:making");
  CHECK_FALSE(scene.holds(only_issues, "recognized"));
  CHECK(text_in(only_issues, "message") ==
        "What did:web:lab.example says of others does not count for you.");
  const auto root =
      scene.ask("/recognition", "did:web:library.example", "recognize", "urn:skill:making");
  CHECK(scene.holds(root, "recognized"));
}

TEST_CASE("half a word is not recognised, and nobody to whom a root objects") {
  Scene half("amount = 60\n");
  const auto mill = half.ask("/recognition", "did:web:mill.example", "recognize", "any");
  CHECK_FALSE(half.holds(mill, "recognized"));
  CHECK(text_in(mill, "message") ==
        "What did:web:mill.example says of others counts for 60 of the 120 that your rule asks.");
  Scene objected(
      "[[objection]]\nby = \"did:web:library.example\"\nagainst = \"did:web:mill.example\"\n");
  const auto bad = objected.ask("/recognition", "did:web:mill.example", "recognize", "any");
  CHECK_FALSE(objected.holds(bad, "recognized"));
  CHECK(text_in(bad, "message").contains(" objects to "));
}

TEST_CASE("what this node does not answer is not found, and what cannot be read is refused") {
  Scene scene;
  const auto code_of = [&](const http::Response& response, int status) {
    CHECK_MESSAGE(response.status == status, response.body);
    CHECK(*response.headers.find("Content-Type") == "application/problem+json");
    return text_in(response, "code");
  };
  CHECK(code_of(scene.ask("/authorization", lab.text(), "drive", "any"), 404) ==
        "trust.not_answered");
  CHECK(code_of(scene.ask("/recognition", lab.text(), "issue", "any"), 404) ==
        "trust.not_answered");
  CHECK(code_of(scene.ask("/authorization", "user-1234", "issue", "any"), 404) ==
        "trust.not_answered");
  const auto elsewhere = scene.library.post(
      "/authorization",
      R"({"entity_id":"did:web:lab.example","authority_id":"x","action":"issue","resource":"any"})");
  CHECK(code_of(elsewhere, 404) == "trust.not_answered");
  CHECK(text_in(scene.library.post("/authorization", "{}"), "code") == "json.missing_member");
  CHECK(text_in(scene.library.post("/authorization", "[]"), "code") == "json.wrong_type");
  CHECK(text_in(scene.library.post("/recognition", "["), "code") == "json.malformed");
  CHECK(code_of(scene.ask("/authorization", lab.text(), "issue", ""), 400) ==
        "trust.bad_identifier");
  CHECK(code_of(scene.ask("/authorization", lab.text(), "issue", "a b"), 400) ==
        "trust.bad_identifier");
  CHECK(code_of(scene.ask("/recognition", lab.text(), "", "any"), 400) == "trust.bad_identifier");
  CHECK(code_of(scene.ask("/authorization", lab.text(), "issue", std::string(513, 'x')), 400) ==
        "trust.bad_scope");
  CHECK(code_of(scene.ask("/recognition", lab.text(), "recognize", std::string(513, 'x')), 400) ==
        "trust.bad_scope");
  // What a later version of the protocol may add is passed over.
  CHECK(scene.ask("/authorization", lab.text(), "issue", "any", R"(,"hint":[7])").status == 200);
}

TEST_CASE("who asks needs a token for it, and finds his request again by its id") {
  Scene scene;
  const std::string body =
      R"({"entity_id":"did:web:lab.example","authority_id":"did:web:library.example",)"
      R"("action":"issue","resource":"any"})";
  auto request = tests::request_of("POST", "/authorization", body);
  CHECK(scene.library.call(request).status == 401);
  request.headers.set("Authorization", "Bearer " + scene.library.make_token({"read"}));
  CHECK(scene.library.call(request).status == 403);
  request.headers.set("Authorization", "Bearer " + scene.library.make_token({"trust"}));
  request.headers.set("X-Request-ID", "d4f34c12-9b7a-4e3a");
  const auto answered = scene.library.call(request);
  CHECK(answered.status == 200);
  CHECK(answered.headers.find("X-Request-ID") == "d4f34c12-9b7a-4e3a");
  request.headers.set("X-Request-ID", std::string(129, 'a'));
  CHECK_FALSE(scene.library.call(request).headers.find("X-Request-ID"));
  auto graph = tests::request_of("GET", "/v1/trust/graph");
  graph.headers.set("Authorization", "Bearer " + scene.library.make_token({"trust"}));
  CHECK(scene.library.call(graph).status == 403);
}

}  // namespace waarmerk::node::routes
