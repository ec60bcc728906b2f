#include "node/actions/trust_graph.hpp"

#include <doctest/doctest.h>

#include "node/actions/trust_desk.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

const auto lab = *did::Did::parse("did:web:lab.example");

/// The library says something of the lab.
struct Scene {
  Scene() {
    auto word = tests::word_of(library, lab);
    word.amount = 60;
    word.scope = {.values = {{trust::Dimension::skill, {"making"}}}};
    tests::vouch(library, word);
  }
  GraphQuestion around(did::Did centre) {
    GraphQuestion question{.centre = std::move(centre), .at = library.clock.now()};
    return question;
  }
  TrustGraph show(const GraphQuestion& question, TrustPolicy policy = {}) {
    TrustDesk desk(library.memory.records, {}, std::move(policy));
    auto shown = desk.graph(question, question.at);
    REQUIRE(shown);
    return std::move(*shown);
  }

  tests::TestNode library{"library.example"};
};

}  // namespace

TEST_CASE("numbers become organisations, and a bit says of whom, for what and until when") {
  Scene scene;
  const auto shown = scene.show(scene.around(lab));
  REQUIRE(shown.organisations.size() == 2);
  CHECK(shown.organisations[0].who.did == lab.text());
  CHECK(shown.organisations[1].who.name == scene.library.self.name);
  CHECK(shown.organisations[1].hops == 1);
  CHECK_FALSE(shown.organisations[1].root_amount);
  REQUIRE(shown.bits.size() == 1);
  const auto& bit = shown.bits.front();
  CHECK(bit.from == 1);
  CHECK(bit.to == 0);
  CHECK(bit.amount == 60);
  CHECK(bit.kind == trust::Kind::issue);
  CHECK(bit.scope.values.at(trust::Dimension::skill).contains("making"));
  CHECK(bit.since == scene.library.clock.now());
  CHECK(bit.until == scene.library.clock.now() + 365 * day_ms);
}

TEST_CASE("a new bit has to wait, but not that of whom the policy believes") {
  Scene scene;
  CHECK_FALSE(scene.show(scene.around(lab)).bits.front().is_settled);
  TrustPolicy policy;
  policy.policy.roots = {{.feed = scene.library.self.feed, .amount = 90}};
  const auto shown = scene.show(scene.around(lab), policy);
  CHECK(shown.bits.front().is_settled);
  CHECK(shown.organisations[1].root_amount == 90);
}

TEST_CASE("those whom the policy believes stand in the centre, where that is asked for") {
  Scene scene;
  const auto stranger = *did::Did::parse("did:web:stranger.example");
  TrustPolicy policy;
  policy.policy.roots = {{.feed = scene.library.self.feed}};
  auto question = scene.around(stranger);
  question.centre_name = "Stranger";
  CHECK(scene.show(question, policy).bits.empty());
  question.with_roots = true;
  const auto shown = scene.show(question, policy);
  REQUIRE(shown.organisations.size() == 3);
  CHECK(shown.organisations[0].who.name == "Stranger");
  CHECK(shown.organisations[1].hops == 0);
  CHECK(shown.bits.size() == 1);
}

}  // namespace waarmerk::node::actions
