#include "node/trust/answer.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

const std::vector<std::string> names{"gemeente", "vob",     "tao",   "west",
                                     "library",  "zadkine", "nieuw", "sybil"};

/// The worked example of spec/trust.md 7.
TrustTown rotterdam() {
  TrustTown town;
  town.believe("gemeente", 120, 2);
  town.believe("vob", 60, 2);
  town.say("gemeente", "tao", 120, 2);
  town.say("gemeente", "west", 60, 1);
  town.say("vob", "library", 90, 1);
  town.say("tao", "zadkine", 90, 1);
  town.say("library", "nieuw", 60);
  town.say("zadkine", "nieuw", 60);
  town.say("west", "nieuw", 90);
  town.say("west", "sybil", 120);
  town.say("nieuw", "sybil", 120);
  return town;
}

}  // namespace

TEST_CASE("the worked example: two organisations that stand apart vouch for Stichting Nieuw") {
  auto town = rotterdam();
  const auto answer = town.ask("nieuw");
  CHECK(answer.level == Level::full);
  CHECK(answer.amount == 120);
  CHECK(answer.bound == 180);
  REQUIRE(answer.reasons.size() == 2);
  std::vector<std::string> ways;
  for (const auto& reason : answer.reasons) {
    CHECK(reason.amount == 60);
    ways.push_back(town.way_of(reason, names));
  }
  std::ranges::sort(ways);
  CHECK(ways[0] == "gemeente > west > nieuw");
  CHECK(ways[1] == "vob > library > nieuw");
  CHECK(answer.cut.empty());
}

TEST_CASE("the worked example: only one vouches for the academy, and the cut says where") {
  auto town = rotterdam();
  const auto answer = town.ask("sybil");
  CHECK(answer.level == Level::partial);
  CHECK(answer.amount == 60);
  CHECK(answer.bound == 60);
  REQUIRE(answer.reasons.size() == 1);
  CHECK(town.way_of(answer.reasons[0], names) == "gemeente > west > sybil");
  REQUIRE(answer.cut.size() == 1);
  const auto* narrow = std::get_if<NarrowBit>(&answer.cut[0]);
  REQUIRE(narrow);
  const auto& edge = town.graph.edge(narrow->bit);
  CHECK(town.graph.feed_of(edge.truster) == feed_named("gemeente"));
  CHECK(town.graph.feed_of(edge.trustee) == feed_named("west"));
}

TEST_CASE("nobody knows an issuer of whom nothing was said, and no amount is made up") {
  const auto answer = rotterdam().ask("stranger");
  CHECK(answer.level == Level::none);
  CHECK(answer.amount == 0);
  CHECK(answer.depends_on == std::vector{feed_named("stranger")});
}

TEST_CASE("a root is believed itself, as far as the asker says, known to others or not") {
  TrustTown town;
  town.believe("gemeente", 90);
  CHECK(town.ask("gemeente").amount == 90);
  CHECK(town.ask("gemeente").level == Level::partial);
  town.say("vob", "gemeente", 120);
  CHECK(town.ask("gemeente").amount == 90);
  town.believe("vob");
  const auto answer = town.ask("gemeente");
  CHECK(answer.amount == 120);
  CHECK(answer.bound == 210);
  CHECK(answer.reasons.size() == 2);
}

TEST_CASE("a root of another scope is no root here") {
  TrustTown town;
  town.policy.roots.push_back({.feed = feed_named("gemeente"), .scope = tests::skill("swimming")});
  CHECK(town.ask("gemeente").level == Level::none);
  town.say("gemeente", "west", 120);
  CHECK(town.ask("west").level == Level::none);
}

TEST_CASE("only a root of one's own objects, and then nothing else counts") {
  auto town = rotterdam();
  town.policy.vetoes.push_back({.by = feed_named("vob"), .against = feed_named("nieuw")});
  const auto answer = town.ask("nieuw");
  CHECK(answer.level == Level::vetoed);
  CHECK(answer.amount == 0);
  REQUIRE(answer.veto);
  CHECK(answer.veto->by == feed_named("vob"));
  town.policy.vetoes[0].scope = tests::skill("swimming");
  CHECK(town.ask("nieuw").level == Level::full);
  auto of_both = town.about("nieuw");
  of_both.scope.values[Dimension::skill].insert("swimming");  // does not shake it off
  CHECK(trust::answer(town.graph, town.policy, of_both)->level == Level::vetoed);
  town.policy.vetoes[0].by = feed_named("west");
  CHECK(trust::answer(town.graph, town.policy, town.about("nieuw")).error().code == bad_policy);
}

TEST_CASE("an objection is not hidden by more than one question may name") {
  auto town = rotterdam();
  auto question = town.about("nieuw");
  for (std::size_t i = 0; i < scope_values_max; ++i)
    question.scope.values[Dimension::skill].insert("urn:x:" + std::to_string(i));
  const auto ask = [&] { return trust::answer(town.graph, town.policy, question); };
  CHECK(ask().error().code == bad_scope);
  town.policy.vetoes.push_back({.by = feed_named("vob"), .against = feed_named("nieuw")});
  REQUIRE(ask());
  CHECK(ask()->level == Level::vetoed);
  CHECK(ask()->veto->by == feed_named("vob"));
  town.policy.vetoes[0].scope = tests::skill("urn:x:7");
  CHECK(ask()->level == Level::vetoed);
  town.policy.vetoes[0].scope = tests::skill("swimming");
  CHECK(ask().error().code == bad_scope);
  town.policy.vetoes = {{.by = feed_named("vob"), .against = feed_named("sybil")}};
  CHECK(ask().error().code == bad_scope);
}

TEST_CASE("an answer holds until the first of its bits ends, and says when it may change") {
  auto town = rotterdam();
  auto short_bit = town.bit("library", "nieuw", 60);
  short_bit.until = town_time + 5 * day_ms;
  town.add(short_bit);
  const auto answer = town.ask("nieuw");
  CHECK(answer.amount == 120);
  CHECK(answer.holds_until == town_time + 5 * day_ms);
  CHECK(answer.next_change <= answer.holds_until);
  auto later = town.about("nieuw");
  later.at = answer.holds_until - 1;
  CHECK(town.ask(later).amount == 120);
  later.at = answer.holds_until;
  CHECK(town.ask(later).amount == 120);  // by way of Zadkine, who was not needed before
  CHECK(town.ask(later).reasons.size() == 2);
}

TEST_CASE("an answer depends on everybody between the roots and the issuer") {
  const auto answer = rotterdam().ask("nieuw");
  for (const auto* name : {"gemeente", "vob", "tao", "west", "library", "zadkine", "nieuw"}) {
    CHECK(std::ranges::count(answer.depends_on, feed_named(name)) == 1);
  }
  CHECK(std::ranges::count(answer.depends_on, feed_named("sybil")) == 0);
}

TEST_CASE("too much to look at is said to be undecided, never nothing") {
  TrustTown town;
  town.believe("gemeente");
  for (std::size_t i = 0; i <= edges_looked_at_max; ++i) {
    town.say("gemeente", "loud", 120);
  }
  const auto answer = town.ask("loud");
  CHECK(answer.region.is_cut_short);
  CHECK(answer.level == Level::undecided);
}

}  // namespace waarmerk::node::trust
