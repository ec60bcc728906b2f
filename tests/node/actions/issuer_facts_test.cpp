#include "node/actions/issuer_facts.hpp"

#include <doctest/doctest.h>

#include "node/actions/accept_entries.hpp"
#include "node/feed/chain.hpp"
#include "node/feed/statement.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Conflict;
using credential::Liveness;
using tests::TestNode;

struct Pair {
  Pair() { REQUIRE(tests::run_task(accept_entries(employer.ports, tests::entries_of(library)))); }

  IssuerStanding standing(std::int64_t later_ms = 0) const {
    return *standing_of(
        employer.memory.records, {},
        {.issuer = library.self.did.text(), .now = employer.clock.now() + later_ms});
  }
  void accept(gossip::Store store) {
    REQUIRE(tests::run_task(accept_entries(employer.ports, std::move(store))));
  }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
};

}  // namespace

TEST_CASE("an issuer whose feed is held is live, then late, then silent") {
  const Pair pair;
  CHECK(pair.standing().facts.liveness == Liveness::live);
  CHECK(pair.standing(3 * day_ms).facts.liveness == Liveness::late);
  CHECK(pair.standing(31 * day_ms).facts.liveness == Liveness::silent);
  CHECK(pair.standing().next_liveness == *pair.standing().last_heard + 2 * day_ms + 1);
  CHECK_FALSE(pair.standing(31 * day_ms).next_liveness);
  CHECK(pair.standing().last_heard ==
        pair.library.memory.records.feeds.head(pair.library.self.feed)->ts);
}

TEST_CASE("of an issuer that is not followed nothing is known") {
  const Pair pair;
  for (const auto* issuer : {"did:web:school.example", "https://school.example/issuer", ""}) {
    const auto standing = standing_of(pair.employer.memory.records, {},
                                      {.issuer = issuer, .now = pair.employer.clock.now()});
    CHECK(standing->facts.liveness == Liveness::unknown);
    CHECK_FALSE(standing->last_heard);
  }
}

TEST_CASE("an issuer that told two stories is forked, however much it is heard") {
  Pair pair;
  const auto one = tests::next_entry(pair.library, feed::EntryType::heartbeat, {});
  const auto other = tests::next_entry(pair.library, feed::EntryType::status,
                                       tests::status_payload(tests::list_of(pair.library)));
  auto store = tests::no_entries_of(pair.library);
  store.forks = {*feed::make_fork_proof(one.header, other.header)};
  pair.accept(std::move(store));
  CHECK(pair.standing().facts.liveness == Liveness::forked);
  CHECK(pair.standing().facts.has(Conflict::forked));
}

TEST_CASE("an issuer that said its last word is closed, and does not become late") {
  Pair pair;
  const auto payload = feed::encode_close({.reason = "The school closed."});
  REQUIRE(payload);
  const feed::ChainState state(pair.library.self.feed, pair.library.memory.records.feeds);
  const auto entry = feed::append(state,
                                  {.type = feed::EntryType::close,
                                   .payload = *payload,
                                   .flags = feed::flag_end_of_feed | feed::flag_critical},
                                  pair.library.clock.now(), pair.library.self.feed_signer);
  REQUIRE(entry);
  pair.accept(tests::only({entry->header, feed::EntryState::ok, *payload}));
  CHECK(pair.standing().facts.liveness == Liveness::closed);
  CHECK(pair.standing(400 * day_ms).facts.liveness == Liveness::closed);
}

}  // namespace waarmerk::node::actions
