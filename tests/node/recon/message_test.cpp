#include "node/recon/message.hpp"

#include <doctest/doctest.h>

#include "node/recon/error_codes.hpp"
#include "node/recon/limits.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

namespace {

ErrorCode code_of(const Bytes& bytes) {
  const auto ranges = decode_message(bytes);
  return ranges ? ErrorCode{} : ranges.error().code;
}

std::vector<Range> some_ranges() {
  tests::SeededRandom random;
  return {{Bound(3), Skip{}},
          {Bound(3, Bytes{1, 2}), draw<16>(random)},
          {Bound(900), IdList{{ItemId(draw<32>(random)), ItemId(draw<32>(random))}}},
          {Bound(key_max), IdList{}},
          {Bound::infinity(), draw<16>(random)}};
}

}  // namespace

TEST_CASE("a message is read back as it was") {
  CHECK(decode_message(Bytes{protocol_version})->empty());
  const auto ranges = some_ranges();
  CHECK(*decode_message(encode_message(ranges)) == ranges);
}

TEST_CASE("a message that is cut off anywhere but after a range is refused") {
  const auto ranges = some_ranges();
  const auto bytes = encode_message(ranges);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    const auto cut = decode_message(ByteView(bytes).first(size));
    if (cut)
      CHECK(encode_message(*cut).size() == size);
    else
      CHECK(cut.error().code == malformed);
  }
}

TEST_CASE("keys are told by how far they are from the last") {
  const auto bytes = encode_message({{Bound(1000), Skip{}}, {Bound(1005), Skip{}}});
  CHECK(bytes == Bytes{0x61, 0x87, 0x69, 0, 0, 6, 0, 0});
  CHECK(decode_message(bytes)->back().upper == Bound(1005));
}

TEST_CASE("versions of negentropy that are not ours are told from what is none") {
  CHECK(code_of({0x61}) == ErrorCode{});
  CHECK(code_of({0x62}) == unknown_version);
  CHECK(code_of({0x60}) == malformed);
  CHECK(code_of({0x70}) == malformed);
  CHECK(code_of({}) == malformed);
}

TEST_CASE("bounds may be equal, but do not go back") {
  const auto equal = encode_message({{Bound(5, Bytes{2}), Skip{}}, {Bound(5, Bytes{2}), Skip{}}});
  CHECK(code_of(equal) == ErrorCode{});
  CHECK(code_of({0x61, 6, 1, 2, 0, 1, 1, 1, 0}) == malformed);
  CHECK(code_of({0x61, 0, 0, 0, 0, 0, 0}) == ErrorCode{});
  CHECK(code_of({0x61, 0, 0, 0, 1, 0, 0}) == malformed);
  CHECK(code_of({0x61, 0, 1, 7, 0}) == malformed);
}

TEST_CASE("a list has as many ids as it says") {
  Bytes bytes{0x61, 0, 0, 2, 1};
  bytes.resize(bytes.size() + 32);
  CHECK(code_of(bytes) == ErrorCode{});
  bytes[4] = 2;
  CHECK(code_of(bytes) == malformed);
  CHECK(code_of({0x61, 0, 0, 3}) == malformed);
}

TEST_CASE("a message has 256 KiB and 8192 ranges at most") {
  std::vector<Range> ranges(8192, {Bound(5), Skip{}});
  CHECK(code_of(encode_message(ranges)) == ErrorCode{});
  ranges.push_back({Bound(5), Skip{}});
  CHECK(code_of(encode_message(ranges)) == too_large);
  const IdList many{std::vector<ItemId>(8191)};
  const auto bytes = encode_message({{Bound::infinity(), many}});
  CHECK(bytes.size() <= message_bytes_limit);
  CHECK(code_of(bytes) == ErrorCode{});
  CHECK(code_of(encode_message({{Bound(1), many}, {Bound::infinity(), IdList{{ItemId{}}}}})) ==
        too_large);
}

}  // namespace waarmerk::node::recon
