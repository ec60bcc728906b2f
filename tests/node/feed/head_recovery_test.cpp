#include "node/feed/head_recovery.hpp"

#include <doctest/doctest.h>

#include "tests/support/issuer.hpp"

namespace waarmerk::node::feed {

namespace {

using tests::Issuer;
using tests::MemoryFeeds;
using tests::start_time;

// We hold two entries; a peer holds four, the same two and two more.
struct Restored {
  Restored() {
    for (std::uint64_t i = 0; i < 4; ++i) {
      const auto entry = issuer.publish(theirs, i == 0 ? issuer.introduction() : Issuer::status(i));
      if (i < 2) ours.keep(entry);
    }
  }
  HeadRecovery ask(std::size_t peers) const {
    HeadRecovery recovery(issuer.feed(), ours, signature_check_of(issuer.keys()), peers,
                          start_time);
    while (recovery.next()) continue;
    return recovery;
  }
  std::optional<Header> our_head() const { return ours.head(issuer.feed()); }
  std::optional<Header> their_head() const { return theirs.head(issuer.feed()); }

  Issuer issuer{1};
  MemoryFeeds ours;
  MemoryFeeds theirs;
};

}  // namespace

TEST_CASE("each peer is asked once") {
  const Restored restored;
  HeadRecovery recovery(restored.issuer.feed(), restored.ours,
                        signature_check_of(restored.issuer.keys()), 2, start_time);
  CHECK(recovery.next() == 0U);
  CHECK(recovery.next() == 1U);
  CHECK_FALSE(recovery.next());
}

TEST_CASE("it is safe when peers know nothing newer") {
  const Restored restored;
  auto recovery = restored.ask(2);
  recovery.supply(0, restored.our_head());
  CHECK_FALSE(recovery.outcome(start_time));
  recovery.supply(1, std::nullopt);
  CHECK(recovery.outcome(start_time) == Standing::safe);
}

TEST_CASE("we are behind when one peer knows more") {
  Restored restored;
  auto recovery = restored.ask(3);
  recovery.supply(0, restored.our_head());
  recovery.supply(1, restored.their_head());
  recovery.supply(2, std::nullopt);
  CHECK(recovery.outcome(start_time) == Standing::behind);
  CHECK(recovery.newest() == restored.their_head());
  for (const auto& header :
       restored.theirs.headers(restored.issuer.feed(), 0, {.from = 3, .to = 4}, 2))
    restored.ours.keep(header, std::nullopt);
  CHECK(recovery.outcome(start_time) == Standing::safe);
}

TEST_CASE("three answers are not enough while another peer was not asked") {
  const Restored restored;
  HeadRecovery recovery(restored.issuer.feed(), restored.ours,
                        signature_check_of(restored.issuer.keys()), 4, start_time);
  for (std::size_t i = 0; i < 3; ++i) recovery.supply(*recovery.next(), restored.our_head());
  CHECK_FALSE(recovery.outcome(start_time));
  recovery.supply(*recovery.next(), restored.their_head());
  CHECK(recovery.outcome(start_time) == Standing::behind);
}

TEST_CASE("too few answers leave us asking, after two minutes at the latest") {
  const Restored restored;
  auto silent = restored.ask(2);
  silent.supply(0, restored.our_head());
  silent.supply_silence(1);
  CHECK(silent.outcome(start_time) == Standing::asking);
  auto slow = restored.ask(4);
  slow.supply(0, restored.our_head());
  slow.supply(1, restored.our_head());
  CHECK_FALSE(slow.outcome(start_time + 2 * minute_ms - 1));
  CHECK(slow.outcome(start_time + 2 * minute_ms) == Standing::asking);
  slow.supply(2, restored.our_head());
  CHECK(slow.outcome(start_time + 2 * minute_ms) == Standing::safe);
}

TEST_CASE("a head that we did not sign is no answer") {
  const Restored restored;
  auto recovery = restored.ask(1);
  auto forged = *restored.their_head();
  forged.sig[0] ^= 1;
  recovery.supply(0, forged);
  CHECK_FALSE(recovery.newest());
  CHECK(recovery.outcome(start_time) == Standing::asking);
}

TEST_CASE("a head that contradicts ours is a fork of our own") {
  Restored restored;
  const auto other = restored.issuer.publish(restored.ours, Issuer::status(77)).header;
  auto recovery = restored.ask(1);
  recovery.supply(0, restored.theirs.headers(restored.issuer.feed(), 0, {3, 3}, 1).front());
  CHECK(recovery.outcome(start_time) == Standing::forked);
  REQUIRE(recovery.fork());
  CHECK(recovery.fork()->seq() == other.seq);
  CHECK(verify_fork_proof(*recovery.fork(), restored.issuer.keys()));
}

TEST_CASE("where the DID names a later epoch, a fork may be healed already: all are asked") {
  Restored restored;
  const Issuer next(9);
  const auto two = *restored.their_head();
  auto other = two;
  other.ts = other.ts + 1;
  REQUIRE(sign_header(other, restored.issuer.signer()));
  const auto keys = restored.issuer.keys_with(next, start_time + 5);
  const auto asked = [&] {
    HeadRecovery recovery(restored.issuer.feed(), restored.ours, signature_check_of(keys), 2,
                          start_time, 1);
    while (recovery.next()) continue;
    recovery.supply(0, two);
    CHECK_FALSE(recovery.outcome(start_time));
    return recovery;
  };
  auto torn = asked();
  torn.supply(1, other);
  CHECK(torn.outcome(start_time) == Standing::forked);
  auto healed = asked();
  restored.theirs.keep_fork(*make_fork_proof(two, other));
  healed.supply(1, restored.issuer.begin_epoch(restored.theirs, next, start_time + 6).header);
  CHECK(healed.outcome(start_time) == Standing::behind);
  CHECK(healed.newest()->epoch == 1);
  HeadRecovery unaware(restored.issuer.feed(), restored.ours,
                       signature_check_of(restored.issuer.keys()), 2, start_time);
  while (unaware.next()) continue;
  unaware.supply(0, two);
  unaware.supply(1, other);
  CHECK(unaware.outcome(start_time) == Standing::forked);
}

}  // namespace waarmerk::node::feed
