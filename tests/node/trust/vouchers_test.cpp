#include "node/trust/vouchers.hpp"

#include <doctest/doctest.h>

#include "node/trust/counted.hpp"
#include "tests/support/random_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::RandomTown;
using tests::town_time;
using tests::TrustTown;

std::vector<Voucher> vouchers_of(const TrustTown& town, std::string_view issuer) {
  const auto found = who_could_vouch(town.graph, town.policy, town.about(issuer), town.ask(issuer));
  REQUIRE(found);
  return found->found;
}

/// What the asker finds where this voucher says more of the issuer, of a hundred and twenty.
int amount_with(TrustTown town, const Voucher& voucher, std::string_view issuer) {
  TrustBit word;
  word.truster = voucher.feed;
  word.trustee = feed_named(issuer);
  word.hash = sha256(bytes_of("word"));
  word.place.seq = 1'000;
  word.scope = tests::skill("making");
  word.said = word.from = word.first_seen = town_time - 10 * day_ms;
  word.until = town_time + day_ms;
  REQUIRE(town.graph.add(word));
  return town.ask(issuer).amount;
}

}  // namespace

TEST_CASE("a root could vouch, and whom it introduces, as far as the depths go") {
  TrustTown town;
  town.believe("gemeente", 120, 2);
  town.say("gemeente", "tao", 90, 1);
  town.say("gemeente", "west", 60, 2);
  town.say("west", "lab", 120, 1);
  town.say("lab", "mill", 120, 3);
  town.say("gemeente", "school", 120);
  CHECK(vouchers_of(town, "nobody") == std::vector<Voucher>{{feed_named("gemeente"), 0, 120},
                                                            {feed_named("tao"), 1, 90},
                                                            {feed_named("west"), 1, 60},
                                                            {feed_named("lab"), 2, 60}});
}

TEST_CASE("who is asked about does not vouch for itself, and what does not count leads nowhere") {
  TrustTown town;
  town.believe("gemeente", 60, 1);
  auto young = town.bit("gemeente", "tao", 90, 1);
  young.from = town_time + day_ms;
  town.add(young);
  town.say("gemeente", "west", 60, 1);
  CHECK(vouchers_of(town, "lab") ==
        std::vector<Voucher>{{feed_named("gemeente"), 0, 60}, {feed_named("west"), 1, 60}});
  CHECK(vouchers_of(town, "west").empty());  // the gemeente says all that is asked of it
  town.policy.roots.front().scope = tests::skill("swimming");
  CHECK(vouchers_of(town, "west").empty());
}

TEST_CASE("who vouches already is none, nor is who is reached by a way that is used up") {
  TrustTown town;
  town.believe("gemeente", 120, 2);
  town.say("gemeente", "west", 60, 2);
  town.say("west", "lab", 120, 1);
  town.say("gemeente", "tao", 90, 1);
  town.say("west", "academy", 120);
  CHECK(town.ask("academy").amount == 60);
  CHECK(vouchers_of(town, "academy") ==
        std::vector<Voucher>{{feed_named("gemeente"), 0, 60}, {feed_named("tao"), 1, 60}});
  auto young = town.bit("tao", "academy", 90);
  young.first_seen = town_time - hour_ms;
  town.add(young);  // it counts tomorrow
  CHECK(vouchers_of(town, "academy") == std::vector<Voucher>{{feed_named("gemeente"), 0, 60}});
}

TEST_CASE("who says less than it could is named with what it says") {
  TrustTown town;
  town.believe("gemeente", 120, 1);
  town.say("gemeente", "tao", 120, 1);
  town.say("tao", "academy", 40);
  CHECK(vouchers_of(town, "academy") ==
        std::vector<Voucher>{{feed_named("gemeente"), 0, 80}, {feed_named("tao"), 1, 80, 40}});
  town.graph.put_in_group(feed_named("tao"), "one");
  town.graph.put_in_group(feed_named("west"), "one");
  town.believe("vob", 120, 1);
  town.say("vob", "west", 120, 1);
  // Of one organisation under two names no more counts than the more trusted of them passes on.
  CHECK(vouchers_of(town, "academy") == std::vector<Voucher>{{feed_named("vob"), 0, 120},
                                                             {feed_named("gemeente"), 0, 80},
                                                             {feed_named("west"), 1, 80},
                                                             {feed_named("tao"), 1, 80, 40}});
}

TEST_CASE("of one organisation another name brings nothing that the first has passed on") {
  TrustTown town;
  town.believe("gemeente", 120, 1);
  town.believe("vob", 120, 1);
  town.say("gemeente", "tao", 60, 1);
  town.say("vob", "west", 60, 1);
  town.say("tao", "academy", 120);
  CHECK(vouchers_of(town, "academy").size() == 3);
  town.graph.put_in_group(feed_named("tao"), "one");
  town.graph.put_in_group(feed_named("west"), "one");
  CHECK(vouchers_of(town, "academy") ==
        std::vector<Voucher>{{feed_named("vob"), 0, 120}, {feed_named("gemeente"), 0, 60}});
}

TEST_CASE("who is a root for something else passes on what is said of it, as everybody does") {
  TrustTown town;
  town.believe("gemeente", 120, 1);
  town.say("gemeente", "tao", 60, 1);
  town.say("gemeente", "west", 60, 1);
  town.say("tao", "academy", 120);
  town.graph.put_in_group(feed_named("tao"), "one");
  town.graph.put_in_group(feed_named("west"), "one");
  const std::vector<Voucher> alone{{feed_named("gemeente"), 0, 60}};
  CHECK(vouchers_of(town, "academy") == alone);
  town.policy.roots.push_back({.feed = feed_named("tao"), .scope = tests::skill("swimming")});
  CHECK(vouchers_of(town, "academy") == alone);
}

TEST_CASE("who could vouch can: with its word the asker finds more") {
  std::size_t tried = 0;
  std::size_t beside = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    RandomTown random(seed);
    for (auto& bit : random.bits) bit.quota = 0;  // how many somebody vouches for is not counted
    random.arrive();
    random.town.policy.quota = 100'000;
    random.town.policy.velocity = 100'000;
    for (const auto& issuer : random.everybody()) {
      const auto before = random.town.ask(issuer);
      if (before.level == Level::full) continue;
      for (const auto& voucher : vouchers_of(random.town, issuer)) {
        CAPTURE(issuer);
        CHECK(amount_with(random.town, voucher, issuer) > before.amount);
        ++tried;
        beside += before.amount > 0 ? 1 : 0;
      }
    }
  }
  CHECK(tried > 50);
  CHECK(beside > 20);
}

TEST_CASE("what the word of one is worth is known, also of those who are not named") {
  TrustTown town;
  for (int i = 0; i < 20; ++i) town.believe("root " + std::to_string(i), 60);
  town.say("root 3", "west", 40, 1);
  town.say("root 3", "school", 120);
  const auto worth_of = [&](std::string_view who) {
    const auto found = find_voucher(town.graph, town.policy, town.about(who));
    REQUIRE(found);
    return *found;
  };
  for (int i = 0; i < 20; ++i) {
    const auto root = worth_of("root " + std::to_string(i));
    REQUIRE(root);
    CHECK(root->amount == 60);
  }
  CHECK(worth_of("west") == Voucher{feed_named("west"), 1, 40});
  CHECK_FALSE(worth_of("school"));  // it may issue, and nobody asks whom else it believes
  CHECK_FALSE(worth_of("nobody"));
  auto elsewhere = town.about("west");
  elsewhere.scope = tests::skill("swimming");
  CHECK_FALSE(*find_voucher(town.graph, town.policy, elsewhere));
  town.policy.hops = 0;
  CHECK(find_voucher(town.graph, town.policy, town.about("west")).error().code == bad_policy);
}

TEST_CASE("those who could vouch are the same for as long as it is said that they are") {
  std::size_t changed = 0;
  std::size_t known_changed = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    RandomTown random(seed);
    for (const auto& bit : random.bits) random.town.add(bit);
    const auto& town = random.town;
    for (const auto& name : random.names) {
      auto question = town.about(name);
      const auto answer = town.ask(question);
      const auto find = [&] {
        const auto found = who_could_vouch(town.graph, town.policy, question, answer);
        REQUIRE(found);
        return *found;
      };
      const auto now = find();
      CHECK(now.next_change > question.at);
      if (now.next_change == time_max) continue;
      question.at = now.next_change - 1;
      CHECK(find().found == now.found);
      CHECK(find().known_for == now.known_for);
      question.at = now.next_change;
      changed += find().found == now.found ? 0 : 1;
      known_changed += find().known_for == now.known_for ? 0 : 1;
    }
  }
  CHECK(changed > 0);  // or nothing was shown
  CHECK(known_changed > 0);
}

TEST_CASE("what those who are heeded say for something else is known, the nearest first") {
  TrustTown town;
  town.believe("gemeente", 120, 2);
  town.say("gemeente", "tao", 120, 1);
  const auto say = [&](std::string_view who, int amount, const Scope& scope, int hours = 72) {
    auto word = town.bit(who, "lab", amount);
    word.scope = scope;
    word.first_seen = town_time - hours * hour_ms;
    town.add(word);
  };
  const auto known = [&] {
    const auto found = who_could_vouch(town.graph, town.policy, town.about("lab"), town.ask("lab"));
    REQUIRE(found);
    std::vector<std::string> words;
    for (const auto& one : found->known_for) {
      const auto& edge = town.graph.edge(one.bit);
      const auto& values = town.graph.scope(edge.scope).values;
      words.push_back(std::to_string(one.hops) + " " + std::to_string(edge.amount) + " " +
                      (values.empty() ? "nothing" : *values.begin()->second.begin()));
    }
    return words;
  };
  using Words = std::vector<std::string>;
  say("stranger", 120, tests::skill("swimming"));
  say("tao", 60, tests::skill("making/wood"));
  say("tao", 90, tests::skill("making"));
  CHECK(known() == Words{"1 60 making/wood"});  // and not what is asked, or who is not heeded
  say("tao", 120, tests::skill("sailing"), 1);  // it counts tomorrow
  say("gemeente", 40, Scope());
  say("gemeente", 50, tests::skill("sailing"), 1);
  CHECK(known() == Words{"0 50 sailing", "0 40 nothing", "1 60 making/wood"});
  for (int i = 0; i < 10; ++i) say("gemeente", 30, tests::skill("skill " + std::to_string(i)));
  CHECK(known().size() == known_for_max);
  town.policy.roots.front().depth = 0;
  CHECK(known().back() == "0 30 skill 5");
  town.policy.roots.clear();
  CHECK(known().empty());
}

TEST_CASE("how many bits may come before some are left out is known") {
  TrustTown town;
  const auto root = [](std::size_t i) { return "root " + std::to_string(i % 10); };
  for (std::size_t i = 0; i < 10; ++i) town.believe(root(i));
  for (std::size_t i = 0; i < 10; ++i) town.say(root(i), "school", 60);
  const auto spare = [&] {
    return who_could_vouch(town.graph, town.policy, town.about("lab"), town.ask("lab"))
        ->bits_to_spare;
  };
  CHECK(spare() == edges_looked_at_max - 10);
  for (std::size_t i = 10; i <= edges_looked_at_max; ++i) town.say(root(i), "school", 60);
  CHECK(spare() == 0);
  for (int i = 10; i < 20; ++i) town.believe("root " + std::to_string(i));
  CHECK(spare() == edges_looked_at_max);  // the roots are enough, and nothing is looked at
}

TEST_CASE("no more than sixteen are named") {
  TrustTown town;
  for (int i = 0; i < 20; ++i) town.believe("root " + std::to_string(i));
  CHECK(vouchers_of(town, "nobody").size() == vouchers_max);
}

}  // namespace waarmerk::node::trust
