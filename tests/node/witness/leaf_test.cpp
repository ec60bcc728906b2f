#include "node/witness/leaf.hpp"

#include <doctest/doctest.h>

#include "node/witness/error_codes.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {

namespace {

using tests::fork_at;
using tests::header_at;
using tests::witness_time;

Leaf head(std::uint64_t seq, std::uint8_t content = 0, std::uint32_t epoch = 0) {
  auto header = header_at(7, seq, content);
  header.epoch = epoch;
  return leaf_of(header, witness_time);
}

Leaf fork(std::uint64_t seq, std::uint8_t content = 1) {
  return leaf_of(fork_at(7, seq, content), witness_time);
}

ErrorCode code_of(const Result<bool>& result) { return result ? ErrorCode{} : result.error().code; }

}  // namespace

TEST_CASE("a leaf has 84 bytes, and one more where the feed is forked") {
  const auto bytes = encode_leaf(head(5));
  CHECK(bytes.size() == 84);
  CHECK(encode_leaf(fork(5)).size() == 85);
  CHECK(encode_leaf(fork(5)).back() == 1);
  CHECK(
      std::equal(bytes.begin(), bytes.begin() + 76, feed::encode_feed_head(head(5).head).begin()));
}

TEST_CASE("a leaf is read back as it was, and other lengths are none") {
  CHECK(*decode_leaf(encode_leaf(head(5, 3, 2))) == head(5, 3, 2));
  CHECK(*decode_leaf(encode_leaf(fork(5))) == fork(5));
  auto odd = encode_leaf(fork(5));
  odd.back() = 2;
  CHECK(decode_leaf(odd).error().code == damaged);
  CHECK(decode_leaf(Bytes(83)).error().code == damaged);
  CHECK(decode_leaf(Bytes(86)).error().code == damaged);
}

TEST_CASE("the hash of a fork is of its two bodies, not of their signatures") {
  auto resigned = fork_at(7, 5);
  resigned.first.sig.fill(9);
  CHECK(fork_hash_of(resigned) == fork_hash_of(fork_at(7, 5)));
  CHECK(fork_hash_of(fork_at(7, 5, 2)) != fork_hash_of(fork_at(7, 5)));
}

TEST_CASE("a head is followed by a later one, of its epoch or another") {
  CHECK(*succeeds(head(5), head(6)));
  CHECK(*succeeds(head(5), head(1, 0, 1)));
  CHECK_FALSE(*succeeds(head(5), head(5)));
  CHECK(code_of(succeeds(head(5), head(4))) == goes_back);
  CHECK(code_of(succeeds(head(1, 0, 1), head(9))) == goes_back);
  CHECK(code_of(succeeds(head(5), head(5, 1))) == other_hash);
}

TEST_CASE("a fork follows any head of its epoch, and no head follows it there") {
  CHECK(*succeeds(head(9), fork(5)));
  CHECK(code_of(succeeds(fork(5), head(9))) == goes_back);
  CHECK(*succeeds(fork(5), head(1, 0, 1)));
}

TEST_CASE("of two forks the earlier counts, and of two at one place the first") {
  CHECK(*succeeds(fork(5), fork(4)));
  CHECK(code_of(succeeds(fork(5), fork(6))) == goes_back);
  CHECK_FALSE(*succeeds(fork(5), fork(5)));
  CHECK(code_of(succeeds(fork(5), fork(5, 2))) == other_hash);
}

}  // namespace waarmerk::node::witness
