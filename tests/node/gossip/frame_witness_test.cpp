// Frames of witnesses.
#include <doctest/doctest.h>

#include "tests/support/changed_frames.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;
using tests::frame_code_of;
using tests::with_member;

constexpr std::uint64_t snapshot_type = 10;
constexpr std::uint64_t proof_type = 12;

// One proof of a head, one of a fork.
struct Scene {
  Scene() {
    for (std::uint8_t feed = 1; feed < 9; ++feed)
      REQUIRE(desk.witness.see(tests::header_at(feed, 5), tests::witness_time));
    REQUIRE(desk.witness.see(tests::fork_at(9, 4), tests::witness_time));
    snapshot = desk.publish(tests::witness_time);
  }
  witness::Proof proof(std::uint8_t feed) const {
    return *desk.witness.prove(tests::header_at(feed, 1).feed, snapshot.value());
  }
  tests::WitnessDesk desk;
  std::optional<witness::Snapshot> snapshot;
};

}  // namespace

TEST_CASE("snapshots and proofs are read back as they were") {
  const Scene scene;
  CHECK(*decode_frame(encode_frame(*scene.snapshot)) == Frame(*scene.snapshot));
  for (const auto feed : Bytes{1, 8, 9})
    CHECK(*decode_frame(encode_frame(scene.proof(feed))) == Frame(scene.proof(feed)));
}

TEST_CASE("each member of a snapshot is what it must be") {
  const Scene scene;
  const auto body = tests::body_of_frame(*scene.snapshot);
  const auto code_with = [&](std::uint64_t key, Cbor value) {
    return frame_code_of(snapshot_type, with_member(body, key, std::move(value)));
  };
  const std::string long_did = "did:example:" + std::string(117, 'a');
  CHECK(code_with(1, Cbor::text(long_did.substr(1))) == malformed);
  CHECK(code_with(1, Cbor::text(long_did.substr(0, 128))) == ErrorCode{});
  CHECK(code_with(1, Cbor::text(long_did)) == malformed);
  CHECK(code_with(2, Cbor::uint(0)) == ErrorCode{});
  CHECK(code_with(2, Cbor::uint(std::uint64_t{1} << 63)) == malformed);
  CHECK(code_with(3, Cbor::uint(1 << 20)) == ErrorCode{});
  CHECK(code_with(3, Cbor::uint((1 << 20) + 1)) == malformed);
  CHECK(code_with(3, Cbor::uint(0)) == malformed);
  CHECK(code_with(4, Cbor::bytes(Bytes(31))) == malformed);
  CHECK(code_with(5, Cbor()) == malformed);
  CHECK(code_with(6, Cbor::bytes(Bytes(63))) == malformed);
}

TEST_CASE("each part of a leaf is what it must be") {
  const Scene scene;
  const auto body = tests::body_of_frame(scene.proof(1));
  const auto code_of_leaf = [&](Cbor::Array parts) {
    return frame_code_of(proof_type, with_member(body, 2, Cbor::array(std::move(parts))));
  };
  const auto leaf = *body.find(2)->as_array();
  const auto code_with = [&](std::size_t part, Cbor value) {
    auto parts = leaf;
    parts.at(part) = std::move(value);
    return code_of_leaf(std::move(parts));
  };
  CHECK(code_with(0, Cbor::bytes(Bytes(33))) == malformed);
  CHECK(code_with(1, Cbor::uint(0xffff'ffff)) == ErrorCode{});
  CHECK(code_with(1, Cbor::uint(0x1'0000'0000)) == malformed);
  CHECK(code_with(2, Cbor::uint(1)) == ErrorCode{});
  CHECK(code_with(2, Cbor::uint(0)) == malformed);
  CHECK(code_with(3, Cbor::uint(0)) == malformed);
  CHECK(code_with(4, Cbor::uint(std::uint64_t{1} << 62)) == malformed);
  auto parts = leaf;
  parts.push_back(Cbor::boolean(true));
  CHECK(code_of_leaf(parts) == ErrorCode{});
  parts.back() = Cbor::boolean(false);
  CHECK(code_of_leaf(parts) == malformed);
  parts.push_back(Cbor::boolean(true));
  CHECK(code_of_leaf(parts) == too_large);
  CHECK(code_of_leaf({leaf.begin(), leaf.begin() + 4}) == malformed);
}

TEST_CASE("a proof holds a whole snapshot, a path of twenty hashes at most, and an index in it") {
  const Scene scene;
  const auto body = tests::body_of_frame(scene.proof(1));
  const auto code_with = [&](std::uint64_t key, Cbor value) {
    return frame_code_of(proof_type, with_member(body, key, std::move(value)));
  };
  const auto path = [](std::size_t count) {
    return Cbor::array(Cbor::Array(count, Cbor::bytes(Bytes(32))));
  };
  auto snapshot = *body.find(1)->as_map();
  snapshot.pop_back();
  CHECK(code_with(1, Cbor::map(snapshot)) == malformed);
  CHECK(code_with(1, Cbor::uint(1)) == malformed);
  CHECK(code_with(3, path(20)) == ErrorCode{});
  CHECK(code_with(3, path(21)) == too_large);
  CHECK(code_with(4, Cbor::uint(8)) == ErrorCode{});
  CHECK(code_with(4, Cbor::uint(9)) == malformed);
}

}  // namespace waarmerk::node::gossip
