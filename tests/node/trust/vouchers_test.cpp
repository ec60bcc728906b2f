#include "node/trust/vouchers.hpp"

#include <doctest/doctest.h>

#include "tests/support/random_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::feed_named;
using tests::RandomTown;
using tests::town_time;
using tests::TrustTown;

std::vector<Voucher> vouchers_of(const TrustTown& town, std::string_view issuer) {
  const auto found = who_could_vouch(town.graph, town.policy, town.about(issuer));
  REQUIRE(found);
  return *found;
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
  CHECK(vouchers_of(town, "west") == std::vector<Voucher>{{feed_named("gemeente"), 0, 60}});
  town.policy.roots.front().scope = tests::skill("swimming");
  CHECK(vouchers_of(town, "west").empty());
}

TEST_CASE("who could vouch can: with its word there is a path") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    RandomTown random(seed);
    for (auto& bit : random.bits) bit.quota = 0;  // how many somebody vouches for is not counted
    random.arrive();
    random.town.policy.quota = 100'000;
    random.town.policy.velocity = 100'000;
    const auto found = vouchers_of(random.town, "nobody");
    for (const auto& voucher : found) {
      TrustBit word;
      word.truster = voucher.feed;
      word.trustee = feed_named("nobody");
      word.hash = sha256(bytes_of("word"));
      word.place.seq = 1'000;
      word.scope = tests::skill("making");
      word.said = word.from = word.first_seen = town_time - 10 * day_ms;
      word.until = town_time + day_ms;
      auto town = random.town;
      REQUIRE(town.graph.add(word));
      CHECK(town.ask("nobody").amount > 0);
      ++tried;
    }
  }
  CHECK(tried > 50);
}

TEST_CASE("no more than sixteen are named") {
  TrustTown town;
  for (int i = 0; i < 20; ++i) town.believe("root " + std::to_string(i));
  CHECK(vouchers_of(town, "nobody").size() == vouchers_max);
}

}  // namespace waarmerk::node::trust
