#include "node/trust/given_answers.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/random_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::RandomTown;
using tests::town_time;
using tests::TrustTown;

const Hierarchy none;

/// All that an asker sees of an answer.
bool are_same(const Answer& one, const Answer& other) {
  const auto is_same_reason = [](const Reason& a, const Reason& b) {
    return a.bits == b.bits && a.root == b.root && a.amount == b.amount;
  };
  return one.level == other.level && one.amount == other.amount && one.bound == other.bound &&
         one.cut == other.cut && one.holds_until == other.holds_until &&
         std::ranges::equal(one.reasons, other.reasons, is_same_reason);
}

/// Something happens in the town: a bit comes or ends, is left behind or witnessed, or somebody
/// turns out to be of a group.
void happen(RandomTown& random, std::size_t& arrived) {
  auto& graph = random.town.graph;
  const auto what = random.chance.draw_below(8);
  const auto& bit = random.bits[random.chance.draw_below(random.bits.size())];
  if (what < 4 && arrived < random.bits.size()) {
    random.town.add(random.bits[arrived++]);
  } else if (what == 4) {
    graph.end(bit.truster, bit.hash, town_time - hour_ms);
  } else if (what == 5) {
    graph.leave_behind(bit.truster, bit.hash);
  } else if (what == 6) {
    graph.witness(bit.truster, bit.hash, 2);
  } else {
    const auto& name = random.names[random.chance.draw_below(random.names.size())];
    graph.put_in_group(feed_named(name), "g" + std::to_string(random.chance.draw_below(4)));
  }
}

}  // namespace

TEST_CASE("an answer that is given again is the one that the graph gives, whatever happened") {
  std::uint64_t given_again = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    RandomTown random(seed);
    if (random.bits.empty()) continue;
    GivenAnswers answers(random.town.graph, random.town.policy, none);
    std::size_t arrived = 0;
    auto now = town_time;
    for (int step = 0; step < 60; ++step) {
      happen(random, arrived);
      if (random.chance.draw_below(6) == 0) now = now + 20 * day_ms;
      const auto name = random.names[random.chance.draw_below(random.names.size())];
      auto question = random.town.about(name);
      question.at = now;
      const auto given = answers.ask(question);
      REQUIRE(given);
      CHECK(are_same(**given, random.town.ask(question)));
    }
    given_again += answers.given_again();
  }
  MESSAGE("seeds 1 to 60: " << given_again << " answers were given again, each as a fresh one is");
  CHECK(given_again > 500);  // or nothing was shown
}

TEST_CASE("a bit that is about somebody else takes no answer away, and one on the way does") {
  TrustTown town;
  town.believe("gemeente");
  town.say("gemeente", "west", 60, 1);
  town.say("west", "lab", 60);
  town.say("mill", "farm", 60);
  GivenAnswers answers(town.graph, town.policy, none);
  const auto ask = [&] { return (*answers.ask(town.about("lab")))->amount; };
  CHECK(ask() == 60);
  const auto number = answers.number();
  CHECK(ask() == 60);
  CHECK(answers.given_again() == 1);
  town.say("farm", "mill", 60);
  CHECK(ask() == 60);
  CHECK(answers.given_again() == 2);
  CHECK(answers.number() == number);
  town.say("gemeente", "tao", 60, 1);
  town.say("tao", "lab", 60);
  CHECK(ask() == 120);
  CHECK(answers.given_again() == 2);
  CHECK(answers.number() != number);
}

TEST_CASE("an answer is given again only for the time that it holds") {
  TrustTown town;
  town.believe("gemeente");
  auto bit = town.bit("gemeente", "lab", 60);
  bit.until = town_time + day_ms;
  town.add(bit);
  GivenAnswers answers(town.graph, town.policy, none);
  auto question = town.about("lab");
  const auto ask = [&](UnixTime at) {
    question.at = at;
    return (*answers.ask(question))->amount;
  };
  CHECK(ask(town_time) == 60);
  CHECK(ask(town_time + day_ms - 1) == 60);
  CHECK(answers.given_again() == 1);
  CHECK(ask(town_time + day_ms) == 0);
  CHECK(ask(town_time) == 60);
  CHECK(answers.given_again() == 1);
}

TEST_CASE("where strangers were passed over, whatever comes has the answer computed anew") {
  TrustTown town;
  town.believe("gemeente");
  for (std::size_t i = 0; i <= edges_looked_at_max; ++i) {
    town.say("stranger " + std::to_string(i % 100), "loud", 120);
  }
  GivenAnswers answers(town.graph, town.policy, none);
  const auto ask = [&] { return (*answers.ask(town.about("loud")))->amount; };
  CHECK(ask() == 0);
  CHECK(ask() == 0);
  CHECK(answers.given_again() == 1);
  town.say("gemeente", "stranger 7", 120, 1);
  CHECK(ask() == 120);
}

TEST_CASE("what stands below what is asked of the one hierarchy that there is") {
  TrustTown town;
  town.believe("gemeente");
  town.say("gemeente", "lab", 120);
  Hierarchy lists;
  lists.add("welding", "making");
  GivenAnswers answers(town.graph, town.policy, lists);
  GivenAnswers without(town.graph, town.policy, none);
  const Question welding{feed_named("lab"), tests::skill("welding"), town_time};
  CHECK((*answers.ask(welding))->level == Level::full);
  CHECK((*without.ask(welding))->level == Level::none);
}

TEST_CASE("an objection is given anew each time, and is in nobody else's way") {
  TrustTown town;
  town.believe("gemeente");
  town.say("gemeente", "west", 60, 1);
  town.policy.vetoes = {{.by = feed_named("gemeente"), .against = feed_named("lab")}};
  GivenAnswers answers(town.graph, town.policy, none);
  for (int i = 0; i < 2; ++i) {
    CHECK((*answers.ask(town.about("lab")))->level == Level::vetoed);
    CHECK((*answers.ask(town.about("west")))->amount == 60);
  }
  CHECK(answers.given_again() == 1);
}

TEST_CASE("what cannot be answered fails as the question does") {
  const Graph graph;
  GivenAnswers answers(graph, Policy{.hops = 9}, none);
  CHECK(answers.ask({}).error().code == bad_policy);
}

}  // namespace waarmerk::node::trust
