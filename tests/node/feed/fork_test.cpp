#include "node/feed/fork.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "tests/support/issuer.hpp"

namespace waarmerk::node::feed {

namespace {

// Two entries that an issuer signed for one place.
std::pair<Header, Header> two_truths() {
  const tests::Issuer issuer(1);
  tests::MemoryFeeds feeds;
  issuer.publish(feeds, issuer.introduction());
  return {issuer.sign(feeds, tests::Issuer::status(1)).header,
          issuer.sign(feeds, tests::Issuer::status(2)).header};
}

}  // namespace

TEST_CASE("two bodies for one place are a proof, the same whichever comes first") {
  const auto [one, other] = two_truths();
  const auto proof = make_fork_proof(one, other);
  REQUIRE(proof);
  CHECK(*proof == *make_fork_proof(other, one));
  CHECK(proof->seq() == 2);
  CHECK(entry_hash(proof->first) < entry_hash(proof->second));
  CHECK(verify_fork_proof(*proof, tests::Issuer(1).keys()));
}

TEST_CASE("one body with two signatures is no proof") {
  const auto [one, other] = two_truths();
  auto twin = one;
  twin.sig[0] ^= 1;
  CHECK(make_fork_proof(one, twin).error().code == bad_fork_proof);
}

TEST_CASE("entries of two places are no proof") {
  const auto [one, other] = two_truths();
  auto later = other;
  later.seq = 3;
  CHECK(make_fork_proof(one, later).error().code == bad_fork_proof);
  auto elsewhere = other;
  elsewhere.feed.value[0] ^= 1;
  CHECK(make_fork_proof(one, elsewhere).error().code == bad_fork_proof);
  auto reborn = other;
  reborn.epoch = 1;
  CHECK(make_fork_proof(one, reborn).error().code == bad_fork_proof);
}

TEST_CASE("a proof needs both signatures of the feed's own key") {
  const auto [one, other] = two_truths();
  const auto proof = *make_fork_proof(one, other);
  CHECK(verify_fork_proof(proof, tests::Issuer(2).keys()).error().code == bad_fork_proof);
  auto forged = proof;
  forged.second.sig[3] ^= 1;
  CHECK(verify_fork_proof(forged, tests::Issuer(1).keys()).error().code == bad_fork_proof);
}

TEST_CASE("a proof travels as 458 bytes in one order") {
  const auto [one, other] = two_truths();
  const auto proof = *make_fork_proof(one, other);
  const auto bytes = encode_fork_proof(proof);
  CHECK(bytes.size() == 458);
  CHECK(*decode_fork_proof(bytes) == proof);
  CHECK(decode_fork_proof(ByteView(bytes).first(457)).error().code == malformed);
  auto swapped = bytes;
  std::ranges::rotate(swapped, swapped.begin() + 229);
  CHECK(decode_fork_proof(swapped).error().code == bad_fork_proof);
}

}  // namespace waarmerk::node::feed
