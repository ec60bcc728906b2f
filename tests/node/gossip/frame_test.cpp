#include "node/gossip/frame.hpp"

#include <doctest/doctest.h>

#include "tests/support/issuer.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;

struct Two {
  Two() {
    one = issuer.publish(feeds, issuer.introduction());
    two = issuer.sign(feeds, Issuer::status(1));
    other = issuer.sign(feeds, Issuer::status(2));
  }
  Issuer issuer{1};
  tests::MemoryFeeds feeds;
  feed::Entry one, two, other;
};

ErrorCode code_of(const Bytes& bytes) {
  const auto frame = decode_frame(bytes);
  return frame ? ErrorCode{} : frame.error().code;
}

Bytes changed(Bytes bytes, std::size_t at, std::uint8_t value) {
  bytes.at(at) = value;
  return bytes;
}

}  // namespace

TEST_CASE("each frame is read back as it was") {
  const Two two;
  const auto proof = *feed::make_fork_proof(two.two.header, two.other.header);
  const std::vector<Frame> frames{
      Entries{{{two.one.header, two.one.payload}, {two.two.header, std::nullopt}}},
      Fork{proof},
      Heads{.next = 7, .newest = 9, .heads = {two.two.header}, .forks = {proof}},
      Heads{},
  };
  for (const auto& frame : frames) CHECK(*decode_frame(encode_frame(frame)) == frame);
}

TEST_CASE("a frame is a known type and exactly its members") {
  const auto heads = encode_frame(Heads{});
  CHECK(heads == Bytes{0x82, 0x13, 0xa4, 1, 0, 2, 0, 3, 0x80, 4, 0x80});
  CHECK(code_of(changed(heads, 1, 0x15)) == unknown_frame);
  CHECK(code_of({0x82, 0x13, 0xa3, 1, 0, 2, 0, 3, 0x80}) == malformed);
  CHECK(code_of({0x82, 0x13, 0xa5, 1, 0, 2, 0, 3, 0x80, 4, 0x80, 5, 0}) == malformed);
  CHECK(code_of({0x81, 0x13}) == malformed);
  CHECK(code_of({}) == malformed);
  CHECK(code_of(Bytes(frame_bytes_max + 1, 0)) == too_large);
}

TEST_CASE("a push holds one to eight entries with small payloads") {
  const Two two;
  const auto with = [&](std::size_t count, std::size_t bytes) {
    return code_of(
        encode_frame(Entries{std::vector<PushedEntry>(count, {two.one.header, Bytes(bytes, 0)})}));
  };
  CHECK(with(8, 8 * 1024) == ErrorCode{});
  CHECK(with(0, 0) == malformed);
  CHECK(with(9, 1) == too_large);
  CHECK(with(1, 8 * 1024 + 1) == too_large);
  const auto largest =
      encode_frame(Entries{std::vector<PushedEntry>(8, {two.one.header, Bytes(8 * 1024, 0)})});
  CHECK(largest.size() <= push_bytes_max);
}

TEST_CASE("a header in a frame is one, and a proof proves") {
  const Two two;
  const auto push = encode_frame(Entries{{{two.one.header, std::nullopt}}});
  CHECK(code_of(push) == ErrorCode{});
  CHECK(code_of(changed(push, 8, 0)) == malformed);
  auto proof = *feed::make_fork_proof(two.two.header, two.other.header);
  std::swap(proof.first, proof.second);
  CHECK(code_of(encode_frame(Fork{proof})) == malformed);
}

TEST_CASE("a range is whole headers, at most a thousand") {
  const Two two;
  Bytes bytes;
  append(bytes, feed::encode_header(two.one.header));
  append(bytes, feed::encode_header(two.two.header));
  CHECK(decode_headers(bytes)->size() == 2);
  CHECK(decode_headers({})->empty());
  CHECK(decode_headers(changed(bytes, 0, 0)).error().code == malformed);
  bytes.push_back(0);
  CHECK(decode_headers(bytes).error().code == malformed);
  CHECK(decode_headers(Bytes(229 * 1001, 0)).error().code == too_large);
}

TEST_CASE("a head may be followed by what later versions say") {
  const Two two;
  Bytes bytes = to_bytes(feed::encode_header(two.one.header));
  CHECK(*decode_head(bytes) == two.one.header);
  bytes.push_back(0x80);
  CHECK(*decode_head(bytes) == two.one.header);
  bytes.resize(228);
  CHECK(decode_head(bytes).error().code == malformed);
}

}  // namespace waarmerk::node::gossip
