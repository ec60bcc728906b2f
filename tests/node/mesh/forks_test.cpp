// Two entries of one place.
#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

feed::ForkProof proof_of(const feed::Entry& one, const feed::Entry& other) {
  return *feed::make_fork_proof(one.header, other.header);
}

}  // namespace

TEST_CASE("two entries for one place are kept as a proof, and everybody is told") {
  LoneCore node;
  const auto one = node.up(1);
  const auto other = node.up(2);
  const auto first = node.write(3, 1);
  const auto second = node.write(3, 2);
  node.hear(one, first);
  node.hear(other, second);
  REQUIRE(node.disk.fork(node.feed(3)));
  CHECK(*node.disk.fork(node.feed(3)) == proof_of(first, second));
  CHECK(node.count<ForkFound>() == 1);
  CHECK(node.sent<gossip::Fork>(one).size() == 1);
  CHECK(node.sent<gossip::Fork>(other).size() == 1);
  CHECK(node.core.heads() == node.disk.items());
}

TEST_CASE("a proof that another found is kept and passed on, once") {
  LoneCore node;
  const auto one = node.up(1);
  const auto other = node.up(2);
  const gossip::Fork proof{proof_of(node.write(3, 1), node.write(3, 2))};
  node.hear(one, proof);
  node.hear(other, proof);
  CHECK(node.disk.fork(node.feed(3)) == proof.proof);
  CHECK(node.sent<gossip::Fork>(one).empty());
  CHECK(node.sent<gossip::Fork>(other).size() == 1);
}

TEST_CASE("a proof that proves nothing costs the link") {
  LoneCore node;
  const auto link = node.up(1);
  auto forged = proof_of(node.write(3, 1), node.write(3, 2));
  forged.second.sig[0] ^= 1;
  node.hear(link, gossip::Fork{forged});
  CHECK(node.is_closed(link));
  CHECK_FALSE(node.disk.fork(node.feed(3)));
}

TEST_CASE("a proof by a key that counts no more is left alone, and costs nothing") {
  LoneCore node;
  const auto link = node.up(1);
  const auto other = node.up(2);
  const gossip::Fork proof{proof_of(node.write(3, 1), node.write(3, 2))};
  node.notary.retire(3, 0, node.now);
  node.hear(link, proof);
  CHECK_FALSE(node.is_closed(link));
  CHECK_FALSE(node.disk.fork(node.feed(3)));
  CHECK(node.sent<gossip::Fork>(other).empty());
}

TEST_CASE("a forked feed grows no more, and other feeds do") {
  LoneCore node;
  const auto link = node.up(1);
  node.hear(link, gossip::Fork{proof_of(node.write(3, 1), node.write(3, 2))});
  node.hear(link, node.write(4));
  auto theirs = node.other_disk();
  node.hear(link, node.write(3, theirs, 1));
  CHECK(node.held(3) == 1);
  CHECK(node.held(4) == 2);
}

TEST_CASE("a forked feed goes on in a new epoch, of which all entries are asked for") {
  LoneCore node;
  const auto link = node.up(1);
  const auto first = node.write(3, 1);
  auto theirs = node.other_disk();
  node.hear(link, gossip::Fork{proof_of(first, node.write(3, 2))});
  node.sent<gossip::Iwant>(link);  // what was said behind the fork
  LoneCore::keep(theirs, first);
  const auto hash = feed::entry_hash(first.header);
  const auto begin = node.notary.begin_epoch(3, theirs, hash, node.now);
  LoneCore::keep(theirs, begin);
  const auto next = node.write(3, theirs, 4);
  node.hear(link, next);  // of an epoch that we do not know of yet
  const auto asked = node.sent<gossip::Iwant>(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges[0].epoch == 1);
  CHECK(asked[0].ranges[0].range == feed::SeqRange{.from = 1, .to = 2});
  node.hear(link, begin);
  node.hear(link, next);
  CHECK(node.disk.head(node.feed(3)) == next.header);
  CHECK(node.disk.fork(node.feed(3)));
  CHECK(node.core.heads().contains(recon::item_of(feed::feed_head_of(next.header))));
  CHECK_FALSE(node.disk.broken());
}

TEST_CASE("of several proofs the earliest is kept") {
  LoneCore node;
  const auto link = node.up(1);
  auto theirs = node.other_disk();
  const auto second = node.write(3, theirs, 1);
  const auto other_second = node.write(3, theirs, 2);
  LoneCore::keep(theirs, second);
  const auto late = proof_of(node.write(3, theirs, 3), node.write(3, theirs, 4));
  const auto early = proof_of(second, other_second);
  node.hear(link, gossip::Fork{late});
  CHECK(node.disk.fork(node.feed(3)) == late);
  node.hear(link, gossip::Fork{early});
  node.hear(link, gossip::Fork{late});
  CHECK(node.disk.fork(node.feed(3)) == early);
  CHECK(node.core.heads() == node.disk.items());
}

TEST_CASE("where an entry follows another one than ours, both chains are compared backwards") {
  LoneCore node;
  const auto link = node.up(1);
  const auto ours = node.write(3, 1);
  node.hear(link, ours);
  auto theirs = node.other_disk();
  const auto other = node.write(3, theirs, 2);
  LoneCore::keep(theirs, other);
  node.hear(link, node.write(3, theirs, 3));
  const auto asked = node.sent<gossip::Iwant>(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges[0].range == feed::SeqRange{.from = 1, .to = 2});
  CHECK_FALSE(asked[0].ranges[0].payloads);
  node.hear(link, gossip::Entries{{{other.header, std::nullopt}}});
  CHECK(node.disk.fork(node.feed(3)) == proof_of(ours, other));
}

}  // namespace waarmerk::node::mesh
