// What attacks gain, each with its figure: the table of spec/trust.md 12.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::town_time;
using tests::TrustTown;

constexpr std::uint32_t no_limit = 100'000;

struct Gain {
  int full = 0;
  int known = 0;  // with any amount
  int most = 0;   // that one of them has
};

std::string numbered(std::string_view name, int number) {
  return std::string(name) + " " + std::to_string(number);
}

Gain gain_of(const TrustTown& town, std::string_view name, int count, UnixTime at = town_time) {
  Gain gain;
  for (int i = 0; i < count; ++i) {
    auto question = town.about(numbered(name, i));
    question.at = at;
    const auto answer = town.ask(question);
    gain.full += answer.level == Level::full ? 1 : 0;
    gain.known += answer.amount > 0 ? 1 : 0;
    gain.most = std::max(gain.most, answer.amount);
  }
  return gain;
}

constexpr int captured = 100;
constexpr int fakes_of_pair = 50;
constexpr int fakes = captured / 2 * fakes_of_pair;

/// A hundred introducers, each trusted by half, work together in pairs: two halves are a whole. The
/// first pair goes on to vouch for the fakes of all others.
TrustTown captured_town(std::uint32_t quota) {
  TrustTown town;
  town.believe("gemeente");
  for (int i = 0; i < captured; ++i) {
    auto bit = town.bit("gemeente", numbered("captured", i), 60, 1);
    bit.quota = quota;
    town.add(bit);
  }
  for (int i = 0; i < captured; ++i) {
    const int count = i < 2 ? fakes : fakes_of_pair;
    for (int k = 0; k < count; ++k) {
      const int fake = (i / 2 * fakes_of_pair + k) % fakes;
      town.say(numbered("captured", i), numbered("fake", fake), 120);
    }
  }
  return town;
}

/// A name that the attacker got into the graph by one bit of 30, behind a real introducer, and two
/// hundred more that he made himself.
TrustTown sybil_town(bool is_fooled) {
  constexpr int sybils = 200;
  TrustTown town;
  town.believe("gemeente", 120, 3);
  town.say("gemeente", "west", 120, 3);
  if (is_fooled) town.say("west", "sybil 0", 30, 3);
  for (int i = 0; i < sybils; ++i) {
    for (int k = 1; k <= 10; ++k) {
      town.say(numbered("sybil", i), numbered("sybil", (i + k * k) % sybils), 120, 3);
    }
  }
  return town;
}

TrustTown honest_town() {
  TrustTown town;
  town.believe("gemeente");
  town.believe("vob", 60);
  town.say("gemeente", "west", 60, 1);
  town.say("vob", "library", 90, 1);
  town.say("west", "nieuw", 90);
  town.say("library", "nieuw", 60);
  return town;
}

/// A thief has the key of `mill`, an introducer, and says `count` bits, one every `pace_ms`, up to
/// now or from now on.
void steal(TrustTown& town, int count, std::int64_t pace_ms, UnixTime first_said,
           std::uint32_t witnesses = 0) {
  for (int i = 0; i < count; ++i) {
    auto bit = town.bit("mill", numbered("fake", i), 120);
    bit.said = bit.from = first_said + i * pace_ms;
    bit.first_seen = std::max(bit.said, town_time);
    bit.until = bit.from + bit_ms_max;
    bit.witnesses = witnesses;
    town.add(bit);
  }
}

TrustTown mill_town() {
  TrustTown town;
  town.believe("gemeente");
  auto bit = town.bit("gemeente", "mill", 120, 1);
  bit.said = bit.from = bit.first_seen = town_time - 800 * day_ms;
  bit.until = bit.from + bit_ms_max;
  town.add(bit);
  return town;
}

}  // namespace

TEST_CASE("captured introducers reach no more fakes than their quotas say") {
  auto usual = captured_town(0);
  auto without = captured_town(no_limit);
  without.policy.velocity = no_limit;
  const auto few = gain_of(captured_town(10), "fake", fakes);
  const auto at_once = gain_of(usual, "fake", fakes);
  usual.policy.velocity = no_limit;
  const auto in_time = gain_of(usual, "fake", fakes);
  const auto free = gain_of(without, "fake", fakes);
  MESSAGE("100 captured introducers of 60 reach "
          << few.full << " fakes with a quota of 10, " << at_once.full << " in a month and "
          << in_time.full << " in time with that of 50, " << free.full << " of " << fakes
          << " by two of them without one");
  CHECK(few.full == captured * 10 * 60 / 120);
  CHECK(at_once.full == captured * 20 * 60 / 120);
  CHECK(in_time.full == captured * 50 * 60 / 120);
  CHECK(few.known == few.full);
  CHECK(free.full == fakes);
}

TEST_CASE("a ring of sybils has no more than the bit that leads into it") {
  const auto fooled = gain_of(sybil_town(true), "sybil", 200);
  const auto alone = gain_of(sybil_town(false), "sybil", 200);
  MESSAGE("of 200 sybils behind one bit of 30, " << fooled.known << " are known, by " << fooled.most
                                                 << " at the most, and " << fooled.full
                                                 << " recognised; without it " << alone.known);
  CHECK(fooled.most == 30);
  CHECK(fooled.full == 0);
  CHECK(fooled.known > 1);
  CHECK(alone.known == 0);
}

TEST_CASE("what strangers say against an issuer, or how much, takes nothing from it") {
  auto town = honest_town();
  REQUIRE(town.ask("nieuw").level == Level::full);
  town.policy.vetoes.push_back({.by = feed_named("stranger 0"), .against = feed_named("nieuw")});
  CHECK(answer(town.graph, town.policy, town.about("nieuw")).error().code == bad_policy);
  town.policy.vetoes.clear();
  constexpr int strangers = 100;
  constexpr int words = 510;
  for (int i = 0; i < strangers * words; ++i) {
    town.say(numbered("stranger", i % strangers), "nieuw", 10, i % 4);
  }
  const auto answer = town.ask("nieuw");
  MESSAGE((strangers * words) << " bits of 100 strangers about an issuer: " << answer.amount
                              << " of 120 as before");
  CHECK(answer.level == Level::full);
  CHECK(answer.reasons.size() == 2);
  CHECK(answer.region.is_crowded);
  CHECK_FALSE(answer.region.is_cut_short);
}

TEST_CASE("who says that another may vouch for few does not take away what others gave it") {
  TrustTown town;
  town.believe("gemeente", 120, 3);
  town.say("gemeente", "west", 120, 2);
  town.say("gemeente", "mill", 120, 2);
  town.say("west", "library", 120, 1);
  auto slander = town.bit("mill", "library", 10, 1);
  slander.quota = 1;
  town.add(slander);
  for (int i = 0; i < 15; ++i) town.say("library", numbered("school", i), 120);
  const auto gain = gain_of(town, "school", 15);
  MESSAGE("an introducer of whom another says `quota 1` introduces " << gain.full << " of 15");
  CHECK(gain.full == 15);
}

TEST_CASE("trust for one thing does not become trust for another") {
  TrustTown town;
  town.believe("gemeente");
  town.policy.roots[0].scope = any_scope();
  const std::string one = "https://esco.example/skill/1";
  auto narrow = town.bit("gemeente", "mill", 120, 1);
  narrow.scope = tests::skill(one);
  town.add(narrow);
  auto wide = town.bit("mill", "fake 0", 120);
  wide.scope = any_scope();
  town.add(wide);
  const auto asks = [&](const std::string& value) {
    auto question = town.about("fake 0");
    question.scope = tests::skill(value);
    return town.ask(question).amount;
  };
  CHECK(asks(one) == 120);
  CHECK(asks(one + "/part") == 120);
  const std::vector<std::string> tricks{"https://esco.example/skill/2",
                                        "https://esco.example/skill/10",
                                        "https://esco.example/skill",
                                        one + "?/../2",
                                        one + ".example/2",
                                        one + "/../2",
                                        one + "/a/../../2",
                                        one + "/%2e%2E/2",
                                        one + "/.%2e/2",
                                        one + "/..",
                                        one + "/./../2",
                                        one + "/..\\2",
                                        one + "/..?x"};
  int passed = 0;
  for (const auto& trick : tricks) {
    CAPTURE(trick);
    CHECK(asks(trick) == 0);
    passed += asks(trick) > 0 ? 1 : 0;
  }
  auto both = town.about("fake 0");
  both.scope.values[Dimension::skill] = {one, "https://esco.example/skill/2"};
  CHECK(town.ask(both).amount == 0);
  MESSAGE("of " << tricks.size() + 1 << " ways to call one skill another, " << passed << " pass");
}

TEST_CASE("one organisation with many keys is one") {
  constexpr int keys = 100;
  TrustTown town;
  town.believe("gemeente");
  for (int i = 0; i < keys; ++i) {
    town.say("gemeente", numbered("key", i), 60, 1);
    town.say(numbered("key", i), "fake 0", 120);
  }
  const auto apart = town.ask("fake 0");
  for (int i = 0; i < keys; ++i) town.graph.put_in_group(feed_named(numbered("key", i)), "mill");
  const auto together = town.ask("fake 0");
  MESSAGE("100 keys of one organisation, trusted by half each, pass on "
          << together.amount << "; of as many organisations " << apart.amount);
  CHECK(apart.amount == 120);
  CHECK(together.amount == 60);
  CHECK(together.bound == 60);
  CHECK(together.level == Level::partial);
}

TEST_CASE("what a thief says with the key of an introducer waits a day, and comes to little") {
  auto town = mill_town();
  steal(town, 1000, 0, town_time);
  const auto same_day = gain_of(town, "fake", 1000);
  const auto next_day = gain_of(town, "fake", 1000, town_time + day_ms);
  auto patient = mill_town();
  steal(patient, 1000, 36 * hour_ms, town_time);
  const auto month = gain_of(patient, "fake", 100, town_time + 30 * day_ms);
  const auto half_year = gain_of(patient, "fake", 1000, town_time + 180 * day_ms);
  MESSAGE("1,000 fakes in the name of an introducer: "
          << same_day.full << " on the day, " << next_day.full << " after it; said slowly "
          << month.full << " in a month, " << half_year.full << " in half a year");
  CHECK(same_day.known == 0);
  CHECK(next_day.full == 20);
  CHECK(month.full == 20);
  CHECK(half_year.full == 50);
  const auto mill = *town.graph.find(feed_named("mill"));
  std::vector<Sha256> hashes;
  for (const auto bit : town.graph.said_by(mill)) hashes.push_back(town.graph.edge(bit).hash);
  for (const auto& hash : hashes) town.graph.leave_behind(feed_named("mill"), hash);
  CHECK(gain_of(town, "fake", 1000, town_time + day_ms).known == 0);
}

TEST_CASE("a bit that says that it is old does not change what was answered before it came") {
  auto town = mill_town();
  steal(town, 900, day_ms, town_time - 900 * day_ms);
  const auto before = gain_of(town, "fake", 900, town_time - 10 * day_ms);
  const auto same_day = gain_of(town, "fake", 900);
  const auto next_day = gain_of(town, "fake", 900, town_time + day_ms);
  auto held = mill_town();
  steal(held, 900, day_ms, town_time - 900 * day_ms, 2);
  const auto witnessed = gain_of(held, "fake", 900, town_time - 10 * day_ms);
  MESSAGE("900 bits that say they are up to 900 days old: "
          << before.known << " count for ten days ago, " << same_day.known << " today, "
          << next_day.full << " tomorrow; " << witnessed.full
          << " for ten days ago where two witnesses that count hold them");
  CHECK(before.known == 0);
  CHECK(same_day.known == 0);
  CHECK(next_day.full == 50);
  CHECK(witnessed.full <= 50);
}

}  // namespace waarmerk::node::trust
