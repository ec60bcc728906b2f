#include "node/gossip/state_digest.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::gossip {

TEST_CASE("a digest of a state is the head of a SHA-256") {
  CHECK(StateDigest().value() == 0xe3b0c44298fc1c14);
}

TEST_CASE("states that differ in a number, a time or bytes have other digests") {
  StateDigest one;
  one.number(1);
  StateDigest two;
  two.number(2);
  StateDigest time;
  time.time(UnixTime{1});
  StateDigest bytes;
  bytes.bytes(Bytes{1});
  CHECK(one.value() != two.value());
  CHECK(one.value() == time.value());
  CHECK(one.value() != bytes.value());
}

}  // namespace waarmerk::node::gossip
