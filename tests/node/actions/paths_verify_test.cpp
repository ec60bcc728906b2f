// Every path that is shown is held against the signed credentials that are kept, and nothing else:
// who said what of whom, with what depth, and that nobody took it back.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "crypto/json/parse.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/keep_statement.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/records/trusts.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

constexpr std::uint64_t seeds = 12;
constexpr std::size_t organisations = 7;
constexpr std::size_t words = 30;

/// Organisations that say this and that of each other, and an employer who follows them all.
struct Town {
  explicit Town(std::uint64_t seed) : chance(seed) {
    for (std::size_t i = 0; i < organisations; ++i) {
      const auto host = "org" + std::to_string(i) + ".example";
      nodes.push_back(std::make_unique<TestNode>(host, 100 * seed + i));
    }
    for (std::size_t i = 0; i < words; ++i) say();
    for (const auto& node : nodes) {
      policy.parties[node->self.feed] = {node->self.did.text(), node->self.name};
      auto said = tests::entries_of(*node);
      if (said.entries.empty()) continue;  // who said nothing published nothing
      REQUIRE(run_task(accept_entries(employer.ports, std::move(said))));
    }
    employer.clock.advance(2 * day_ms);
    policy.policy.roots = {{.feed = nodes[0]->self.feed, .amount = amount()},
                           {.feed = nodes[1]->self.feed, .amount = amount()}};
  }

  void say() {
    auto& by = *nodes[chance.draw_below(organisations)];
    const auto& about = *nodes[chance.draw_below(organisations)];
    if (by.self.feed == about.self.feed) return;
    by.clock.advance(second_ms);
    auto said = tests::word_of(by, about.self.did);
    said.amount = amount();
    said.depth = static_cast<int>(chance.draw_below(4));
    said.kind = said.depth > 0 ? trust::Kind::introduce : trust::Kind::issue;
    said.comment = "We visited.";
    const auto hash = tests::vouch(by, said);
    if (chance.draw_below(6) > 0) return;
    by.clock.advance(second_ms);
    REQUIRE(run_task(end_trust(by.ports, hash, "")));
  }

  int amount() { return 10 * static_cast<int>(1 + chance.draw_below(12)); }

  Explanation explain(const TestNode& issuer) {
    const auto now = employer.clock.now();
    auto shown = desk().explain({issuer.self.did, {}, now}, now);
    REQUIRE(shown);
    return std::move(*shown);
  }
  TrustDesk desk() const { return {employer.memory.records, {}, policy}; }

  SplitMix64 chance;
  std::vector<std::unique_ptr<TestNode>> nodes;
  TestNode employer{"employer.example", 99};
  TrustPolicy policy;
};

/// What the credential says, where it is signed by who says it and was not taken back.
trust::Endorsement verified(const Town& town, const ShownBit& bit) {
  const auto& records = town.employer.memory.records;
  const auto payload = records.feeds.payload(bit.hash);
  REQUIRE(payload);
  const auto document = json::parse(std::string(text_of(*payload)));
  REQUIRE(document);
  const auto credential = credential::read_credential(*document);
  REQUIRE(credential);
  auto said = trust::read_statement(*credential);
  REQUIRE(said);
  const feed::Header header{.type = feed::EntryType::trust, .ts = said->from};
  CHECK(judge_trust(records.store, header, *payload, said->truster));
  auto changed = std::string(text_of(*payload));
  changed.replace(changed.find("We visited"), 10, "We invited");
  CHECK_FALSE(judge_trust(records.store, header, bytes_of(changed), said->truster));
  const auto kept = records::find_trust(records.store, {feed::feed_id_of(said->truster), bit.hash});
  REQUIRE(kept);
  REQUIRE(*kept);
  CHECK_FALSE((*kept)->ended);
  CHECK(town.employer.clock.now() < said->until);
  return std::move(*said);
}

/// How many steps it has; each leads on from the one before, and has the depth for those behind it.
std::size_t check_path(const Town& town, const ShownPath& path, const std::string& issuer) {
  auto at = path.root.did;
  auto left = path.bits.size();
  for (const auto& bit : path.bits) {
    const auto said = verified(town, bit);
    --left;
    CHECK(said.truster.text() == at);
    CHECK(said.truster.text() == bit.from.did);
    CHECK(said.trustee.text() == bit.to.did);
    CHECK(said.amount == bit.amount);
    CHECK(path.amount <= said.amount);
    CHECK(static_cast<std::size_t>(said.depth) >= left);
    CHECK((left == 0 || said.kind == trust::Kind::introduce));
    at = said.trustee.text();
  }
  CHECK(at == issuer);
  return path.bits.size();
}

}  // namespace

TEST_CASE("every step of every path verifies again from what was signed, whatever was said") {
  std::size_t paths = 0;
  std::size_t steps = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Town town(seed);
    for (const auto& issuer : town.nodes) {
      const auto shown = town.explain(*issuer);
      int sum = 0;
      for (const auto& path : shown.paths) {
        steps += check_path(town, path, issuer->self.did.text());
        sum += path.amount;
        ++paths;
      }
      CHECK(sum == shown.amount);
    }
  }
  MESSAGE("seeds 1 to " << seeds << ": " << paths << " paths of " << steps
                        << " signed steps verified again");
  CHECK(steps > 50);  // or nothing was shown
}

}  // namespace waarmerk::node::actions
