#include "node/witness/proof.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "node/witness/error_codes.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {

namespace {

using tests::header_at;
using tests::witness_time;
using tests::WitnessDesk;

feed::FeedId feed_of(std::uint8_t feed) { return header_at(feed, 1).feed; }

ErrorCode verdict(const Proof& proof) {
  const auto result = verify_proof(proof, witness_time + hour_ms);
  return result ? ErrorCode{} : result.error().code;
}

// Feeds 1 to `feeds`, each at seq 1, and one more that is forked.
Snapshot publish(WitnessDesk& desk, std::uint8_t feeds) {
  for (std::uint8_t feed = 1; feed <= feeds; ++feed)
    REQUIRE(desk.witness.see(header_at(feed, 1), witness_time));
  REQUIRE(desk.witness.see(tests::fork_at(200, 3), witness_time));
  return desk.publish(witness_time + 1);
}

// What a witness that is not honest would say later.
Proof proof_of(const std::function<void(WitnessDesk&)>& sees, UnixTime at) {
  WitnessDesk desk;
  sees(desk);
  return *desk.witness.prove(feed_of(1), desk.publish(at));
}

Proof proof_of_head(const feed::Header& header, UnixTime at) {
  return proof_of([&](WitnessDesk& desk) { REQUIRE(desk.witness.see(header, witness_time)); }, at);
}

Proof proof_of_fork(std::uint64_t seq, UnixTime at) {
  return proof_of(
      [&](WitnessDesk& desk) { REQUIRE(desk.witness.see(tests::fork_at(1, seq), witness_time)); },
      at);
}

}  // namespace

TEST_CASE("every leaf of a snapshot is proved by it") {
  for (const auto feeds : Bytes{1, 2, 7, 8, 100}) {
    CAPTURE(feeds);
    WitnessDesk desk;
    const auto snapshot = publish(desk, feeds);
    for (std::uint8_t feed = 1; feed <= feeds; ++feed) {
      const auto proof = *desk.witness.prove(feed_of(feed), snapshot);
      CHECK(verdict(proof) == ErrorCode{});
      CHECK(proof.leaf.head == feed::feed_head_of(header_at(feed, 1)));
    }
    CHECK(verdict(*desk.witness.prove(feed_of(200), snapshot)) == ErrorCode{});
  }
}

TEST_CASE("a proof of which anything was changed fails") {
  WitnessDesk desk;
  const auto proof = *desk.witness.prove(feed_of(3), publish(desk, 9));
  const std::vector<std::function<void(Proof&)>> changes{
      [](Proof& p) { p.leaf.head.feed.value[0] ^= 1; },
      [](Proof& p) { ++p.leaf.head.epoch; },
      [](Proof& p) { ++p.leaf.head.seq; },
      [](Proof& p) { p.leaf.head.hash.value[0] ^= 1; },
      [](Proof& p) { p.leaf.first_seen = p.leaf.first_seen - 1; },
      [](Proof& p) { p.leaf.forked = true; },
      [](Proof& p) { ++p.index; },
      [](Proof& p) { p.index = 10; },
      [](Proof& p) { p.path[1].value[7] ^= 1; },
      [](Proof& p) { p.path.pop_back(); },
      [](Proof& p) { p.path.push_back(Sha256{}); },
      [](Proof& p) { std::swap(p.path[0], p.path[1]); },
      [](Proof& p) { p.snapshot.body.root.value[0] ^= 1; }};
  for (const auto& change : changes) {
    auto changed = proof;
    change(changed);
    CHECK(verdict(changed) == bad_proof);
  }
  auto unsigned_proof = proof;
  unsigned_proof.snapshot.sig[0] ^= 1;
  CHECK(verdict(unsigned_proof) == bad_signature);
}

TEST_CASE("a leaf that is younger than its snapshot proves nothing") {
  const auto signer = tests::signer_of(1);
  const auto proof_at = [&](UnixTime first_seen) {
    const auto leaf = leaf_of(header_at(1, 1), first_seen);
    const auto root = leaf_hash_of(encode_leaf(leaf));
    const SnapshotBody body{.witness = did::did_key_of(signer->public_key()),
                            .at = witness_time,
                            .size = 1,
                            .root = root};
    return Proof{.snapshot = *sign_snapshot(body, *signer), .leaf = leaf, .path = {}, .index = 0};
  };
  CHECK(verdict(proof_at(witness_time)) == ErrorCode{});
  CHECK(verdict(proof_at(witness_time + 1)) == bad_proof);
}

TEST_CASE("a witness that goes back, or says two things, is shown by two proofs") {
  const auto early = witness_time + 1;
  const auto late = witness_time + 2;
  const auto five = proof_of_head(header_at(1, 5), early);
  CHECK_FALSE(contradict(five, five));
  CHECK_FALSE(contradict(five, proof_of_head(header_at(1, 5), late)));
  CHECK_FALSE(contradict(five, proof_of_head(header_at(1, 6), late)));
  CHECK_FALSE(contradict(proof_of_head(header_at(1, 6), late), five));
  CHECK(contradict(five, proof_of_head(header_at(1, 4), late)));
  CHECK(contradict(proof_of_head(header_at(1, 4), late), five));
  CHECK(contradict(five, proof_of_head(header_at(1, 5, 9), late)));
  CHECK(contradict(five, proof_of_head(header_at(1, 6), early)));
  CHECK_FALSE(contradict(five, proof_of_fork(3, late)));
  CHECK(contradict(proof_of_fork(3, early), proof_of_head(header_at(1, 5), late)));
  auto seen_before = proof_of_head(header_at(1, 5), late);
  seen_before.leaf.first_seen = witness_time - 1;
  CHECK(contradict(five, seen_before));
}

TEST_CASE("two witnesses, or two feeds, do not contradict each other") {
  WitnessDesk one(1);
  WitnessDesk other(2);
  const auto proof = *one.witness.prove(feed_of(1), publish(one, 2));
  REQUIRE(other.witness.see(header_at(1, 1, 9), witness_time));
  const auto others = *other.witness.prove(feed_of(1), other.publish(witness_time + 1));
  CHECK_FALSE(contradict(proof, others));
  CHECK_FALSE(contradict(proof, *one.witness.prove(feed_of(2), proof.snapshot)));
}

}  // namespace waarmerk::node::witness
