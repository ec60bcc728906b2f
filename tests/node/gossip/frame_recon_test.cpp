// Frames of a reconciliation.
#include <doctest/doctest.h>

#include "tests/support/changed_frames.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;
using tests::frame_code_of;

constexpr std::uint64_t recon_type = 8;

Recon some_frame() {
  Recon frame{.session = 77, .round = 3, .message = {0x61}, .wanted = {recon::ItemId{}}};
  frame.wanted.front().value.fill(9);
  return frame;
}

ErrorCode code_with(std::uint64_t key, Cbor value) {
  return frame_code_of(
      recon_type, tests::with_member(tests::body_of_frame(some_frame()), key, std::move(value)));
}

}  // namespace

TEST_CASE("a frame of a reconciliation is read back as it was") {
  CHECK(*decode_frame(encode_frame(some_frame())) == Frame(some_frame()));
  CHECK(*decode_frame(encode_frame(Recon{})) == Frame(Recon{}));
}

TEST_CASE("a round is one of eight") {
  CHECK(code_with(2, Cbor::uint(8)) == ErrorCode{});
  CHECK(code_with(2, Cbor::uint(9)) == malformed);
  CHECK(code_with(2, Cbor::uint(0)) == malformed);
  CHECK(code_with(1, Cbor::text("1")) == malformed);
}

TEST_CASE("a message has 256 KiB at most, and is bytes") {
  CHECK(code_with(3, Cbor::bytes(Bytes(256 * 1024))) == ErrorCode{});
  CHECK(code_with(3, Cbor::bytes(Bytes(256 * 1024 + 1))) == too_large);
  CHECK(code_with(3, Cbor::text("a")) == malformed);
}

TEST_CASE("at most a thousand heads are wanted at a time, by ids of 32 bytes") {
  const auto ids = [](std::size_t count, std::size_t size) {
    return Cbor::array(Cbor::Array(count, Cbor::bytes(Bytes(size))));
  };
  CHECK(code_with(4, ids(1000, 32)) == ErrorCode{});
  CHECK(code_with(4, ids(1001, 32)) == too_large);
  CHECK(code_with(4, ids(1, 31)) == malformed);
}

}  // namespace waarmerk::node::gossip
