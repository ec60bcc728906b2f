#include "node/mesh/short_id.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::mesh {

namespace {

feed::FeedHead some_entry() {
  feed::FeedHead entry{.epoch = 0, .seq = 0x1'0000'0002};
  entry.feed.value.fill(1);
  entry.hash.value.fill(0xab);
  return entry;
}

}  // namespace

TEST_CASE("a short id has a keyed half, and one of seq and hash") {
  const auto id = short_id_of(SipKey{}, some_entry());
  CHECK(encoding::encode_hex(ByteView(id.value).subspan(8)) == "00000002abababab");
  CHECK(tail_of(id) == tail_of(some_entry()));
  CHECK(tail_of(id) == 0x00000002abababab);
}

TEST_CASE("the keyed half differs by link and by feed") {
  const auto entry = some_entry();
  auto other = entry;
  other.feed.value[0] = 2;
  CHECK(short_id_of(SipKey{}, entry) != short_id_of(SipKey{1}, entry));
  CHECK(short_id_of(SipKey{}, entry) != short_id_of(SipKey{}, other));
  CHECK(tail_of(entry) == tail_of(other));
}

}  // namespace waarmerk::node::mesh
