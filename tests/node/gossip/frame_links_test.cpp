// Frames of open links.
#include <doctest/doctest.h>

#include "tests/support/changed_frames.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;
using tests::frame_code_of;

Cbor many(std::size_t count, const Cbor& item) { return Cbor::array(Cbor::Array(count, item)); }
Cbor bytes_of_size(std::size_t size) { return Cbor::bytes(Bytes(size)); }

feed::FeedId some_feed() {
  feed::FeedId feed;
  feed.value.fill(7);
  return feed;
}

PeerRecord some_record() {
  return {.did = *did::Did::parse("did:web:a.example"),
          .endpoint = "https://a.example/bot/1",
          .at = UnixTime{1'772'532'720'000}};
}

bool comes_back(const Frame& frame) {
  const auto read = decode_frame(encode_frame(frame));
  return read && *read == frame;
}

Cbor range_item(std::uint64_t epoch, std::uint64_t from, std::uint64_t to) {
  return Cbor::array({bytes_of_size(32), Cbor::uint(epoch), Cbor::uint(from), Cbor::uint(to),
                      Cbor::boolean(true)});
}

ErrorCode wanted(const Cbor& ranges, const Cbor& ids) {
  return frame_code_of(3, Cbor::map({{Cbor::uint(1), ranges}, {Cbor::uint(2), ids}}));
}

ErrorCode one_member(std::uint64_t type, const Cbor& value) {
  return frame_code_of(type, Cbor::map({{Cbor::uint(1), value}}));
}

ErrorCode two_members(std::uint64_t type, const Cbor& first, const Cbor& second) {
  return frame_code_of(type, Cbor::map({{Cbor::uint(1), first}, {Cbor::uint(2), second}}));
}

ErrorCode bye_with(const Cbor& alternatives) {
  return frame_code_of(16, Cbor::map({{Cbor::uint(1), Cbor::uint(0)},
                                      {Cbor::uint(2), Cbor::uint(0)},
                                      {Cbor::uint(3), alternatives}}));
}

}  // namespace

TEST_CASE("each frame of a link is read back as it was") {
  CHECK(comes_back(Ihave{{ShortId{}}}));
  CHECK(comes_back(Iwant{.ranges = {{some_feed(), 2, {.from = 3, .to = 66}, false}}, .ids = {}}));
  CHECK(comes_back(Iwant{.ranges = {}, .ids = {ShortId{}}}));
  CHECK(comes_back(PayloadRequest{{Sha256{}}}));
  CHECK(comes_back(PayloadAnswer{{Bytes{1, 2, 3}, Bytes{}}}));
  CHECK(comes_back(PayloadAbsent{{Sha256{}}}));
  CHECK(comes_back(Prune{}));
  CHECK(comes_back(Graft{}));
  CHECK(comes_back(Peers{{some_record()}}));
  CHECK(comes_back(Ping{}));
  CHECK(comes_back(Pong{}));
  CHECK(comes_back(Bye{.code = 99, .retry_ms = 5, .alternatives = {"https://b.example/bot/1"}}));
  CHECK(comes_back(Subscribe{}));
  CHECK(comes_back(Subscribe{.all = false, .feeds = {some_feed()}}));
  CHECK(comes_back(HeadsRequest{.number = 4, .feeds = {some_feed()}}));
  CHECK(comes_back(HeadsRequest{.number = 4, .from_key = ~std::uint64_t{0}}));
  CHECK(comes_back(
      ProofRequest{.witness = some_record().did, .at = UnixTime{5}, .feeds = {some_feed()}}));
}

TEST_CASE("a question about proofs names a witness, a time, and up to 64 feeds") {
  const auto code = [](const Cbor& witness, const Cbor& feeds) {
    return frame_code_of(11, Cbor::map({{Cbor::uint(1), witness},
                                        {Cbor::uint(2), Cbor::uint(1)},
                                        {Cbor::uint(3), feeds}}));
  };
  const auto witness = Cbor::text("did:web:a.example");
  CHECK(code(witness, many(64, bytes_of_size(32))) == ErrorCode{});
  CHECK(code(witness, many(65, bytes_of_size(32))) == too_large);
  CHECK(code(witness, many(0, {})) == malformed);
  CHECK(code(Cbor::text("a.example"), many(1, bytes_of_size(32))) == malformed);
}

TEST_CASE("an announcement of a few is as one of many, and one that was changed is none") {
  for (const std::size_t count : {1U, 2U, 23U, 24U, 25U, 512U}) {
    CAPTURE(count);
    CHECK(comes_back(Ihave{std::vector<ShortId>(count)}));
    auto bytes = encode_frame(Ihave{std::vector<ShortId>(count)});
    const auto general = encoding::encode_cbor(*encoding::decode_cbor(bytes));
    CHECK(*general == bytes);
    bytes.push_back(0);
    CHECK_FALSE(decode_frame(bytes));
    bytes.resize(bytes.size() - 2);
    CHECK_FALSE(decode_frame(bytes));
  }
  auto bytes = encode_frame(Ihave{std::vector<ShortId>(2)});
  bytes[5] = 0x51;  // a byte string of 17
  CHECK_FALSE(decode_frame(bytes));
  CHECK(decode_frame(Bytes{0x82, 0x0e, 0xa0}).value() == Frame(Ping{}));
  CHECK_FALSE(decode_frame(Bytes{0x82, 0x0e, 0x80}));
  CHECK_FALSE(decode_frame(Bytes{0x82, 0x02, 0xa0}));
}

TEST_CASE("an announcement names between 1 and 512 entries of 16 bytes") {
  CHECK(one_member(2, many(512, bytes_of_size(16))) == ErrorCode{});
  CHECK(one_member(2, many(513, bytes_of_size(16))) == too_large);
  CHECK(one_member(2, many(0, {})) == malformed);
  CHECK(one_member(2, many(1, bytes_of_size(15))) == malformed);
}

TEST_CASE("what is wanted is something") {
  CHECK(wanted(many(64, range_item(0, 1, 1)), many(512, bytes_of_size(16))) == ErrorCode{});
  CHECK(wanted(many(65, range_item(0, 1, 1)), many(0, {})) == too_large);
  CHECK(wanted(many(0, {}), many(513, bytes_of_size(16))) == too_large);
  CHECK(wanted(many(0, {}), many(0, {})) == malformed);
}

TEST_CASE("a range has at most 64 entries of an epoch, and goes forward from 1") {
  const auto code = [](const Cbor& item) { return wanted(many(1, item), many(0, {})); };
  CHECK(code(range_item(0xffffffff, 1, 64)) == ErrorCode{});
  CHECK(code(range_item(0x100000000, 1, 64)) == malformed);
  CHECK(code(range_item(0, 1, 65)) == too_large);
  CHECK(code(range_item(0, 0, 1)) == malformed);
  CHECK(code(range_item(0, 2, 1)) == malformed);
  CHECK(code(bytes_of_size(32)) == malformed);
}

TEST_CASE("payloads are asked for by their hashes, or given, up to 32") {
  const auto hashes = [](std::size_t count) { return many(count, bytes_of_size(32)); };
  CHECK(two_members(5, hashes(32), Cbor::boolean(true)) == ErrorCode{});
  CHECK(two_members(5, hashes(33), Cbor::boolean(true)) == too_large);
  CHECK(two_members(5, hashes(0), Cbor::boolean(true)) == malformed);
  CHECK(two_members(5, hashes(1), Cbor::uint(1)) == malformed);
  CHECK(two_members(5, many(1, bytes_of_size(31)), Cbor::boolean(true)) == malformed);
  CHECK(two_members(5, many(1, bytes_of_size(256 * 1024)), Cbor::boolean(false)) == ErrorCode{});
  CHECK(two_members(5, many(1, bytes_of_size(256 * 1024 + 1)), Cbor::boolean(false)) == too_large);
  CHECK(two_members(5, many(1, Cbor::text("a")), Cbor::boolean(false)) == malformed);
  CHECK(one_member(20, hashes(32)) == ErrorCode{});
  CHECK(one_member(20, hashes(33)) == too_large);
  CHECK(one_member(20, hashes(0)) == malformed);
  CHECK(one_member(20, many(1, bytes_of_size(31))) == malformed);
}

TEST_CASE("a frame without members has none") {
  for (const std::uint64_t type : {6U, 7U, 14U, 15U}) {
    CHECK(frame_code_of(type, Cbor::map({})) == ErrorCode{});
    CHECK(one_member(type, Cbor::uint(1)) == malformed);
  }
}

TEST_CASE("peers are told by up to 16 records of a DID, an endpoint, a time and a signature") {
  const auto record = [](std::size_t endpoint_bytes) {
    return Cbor::array({Cbor::text("did:web:a.example"),
                        Cbor::text(std::string(endpoint_bytes, 'x')), Cbor::uint(0),
                        bytes_of_size(64)});
  };
  CHECK(one_member(13, many(16, record(256))) == ErrorCode{});
  CHECK(one_member(13, many(17, record(1))) == too_large);
  CHECK(one_member(13, many(0, {})) == malformed);
  CHECK(one_member(13, many(1, record(257))) == malformed);
  CHECK(one_member(13, many(1, record(0))) == malformed);
  CHECK(one_member(13, many(1, Cbor::array({}))) == malformed);
}

TEST_CASE("a bye names up to eight others") {
  CHECK(bye_with(many(8, Cbor::text("x"))) == ErrorCode{});
  CHECK(bye_with(many(9, Cbor::text("x"))) == too_large);
  CHECK(bye_with(many(1, Cbor::uint(1))) == malformed);
}

TEST_CASE("a subscription is to all, or to up to 4096 feeds") {
  CHECK(two_members(17, Cbor::uint(1), many(4096, bytes_of_size(32))) == ErrorCode{});
  CHECK(two_members(17, Cbor::uint(2), many(0, {})) == malformed);
  CHECK(two_members(17, Cbor::uint(0), many(1, bytes_of_size(32))) == malformed);
}

TEST_CASE("heads are asked for by a number that is not 0 and up to 64 feeds") {
  CHECK(two_members(18, Cbor::uint(1), many(64, bytes_of_size(32))) == ErrorCode{});
  CHECK(two_members(18, Cbor::uint(1), many(65, bytes_of_size(32))) == too_large);
  CHECK(two_members(18, Cbor::uint(1), many(0, {})) == malformed);
  CHECK(two_members(18, Cbor::uint(0), many(1, bytes_of_size(32))) == malformed);
}

}  // namespace waarmerk::node::gossip
