// What was revoked once is kept beside the list that takes it back.
#include "node/feed/revocations.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::feed {

TEST_CASE("what a list revoked and the next one does not is kept, and nothing else") {
  Bytes beside;
  CHECK_FALSE(keep_revoked(beside, Bytes{0x80, 0x01}, Bytes{0xc0, 0x01}));
  CHECK(beside.empty());
  CHECK(keep_revoked(beside, Bytes{0x80, 0x03}, Bytes{0x40, 0x01}));
  CHECK(beside == Bytes{0x80, 0x02});
  CHECK_FALSE(keep_revoked(beside, Bytes{0x80}, Bytes{}));
}

TEST_CASE("a shorter list takes nothing back of what it has no place for") {
  Bytes beside;
  CHECK(keep_revoked(beside, Bytes{0x00, 0x10}, Bytes{0xff}));
  CHECK(beside == Bytes{0x00, 0x10});
  CHECK_FALSE(keep_revoked(beside, Bytes{}, Bytes{0xff}));
  CHECK(keep_revoked(beside, Bytes{0x01}, Bytes{}));
  CHECK(beside == Bytes{0x01, 0x10});
}

TEST_CASE("of two that are joined nothing is lost, whichever is longer") {
  CHECK(joined(Bytes{0x01, 0x80}, Bytes{0x10}) == Bytes{0x11, 0x80});
  CHECK(joined(Bytes{0x10}, Bytes{0x01, 0x80}) == Bytes{0x11, 0x80});
  CHECK(joined(Bytes{}, Bytes{}).empty());
}

}  // namespace waarmerk::node::feed
