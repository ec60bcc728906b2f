// Witness snapshots as spec/wire/witness.md has them: spec/wire/vectors/witness.json, which was
// computed from the text of the specification, and of RFC 6962, and not by this program.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/encoding/hex.hpp"
#include "node/gossip/frame.hpp"
#include "tests/support/json_vectors.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {

namespace {

using namespace tests::json_vectors;

Sha256 hash_of(json::Value value, std::string_view name) {
  return Sha256(array<32>(hex(text(value, name))));
}

std::vector<Sha256> hashes_of(json::Elements values) {
  std::vector<Sha256> hashes;
  for (const json::Value value : values) hashes.emplace_back(array<32>(hex(*value.string())));
  return hashes;
}

Leaf read_leaf(json::Value value) {
  return {.head = {.feed = feed::FeedId(hash_of(value, "feed").value),
                   .epoch = static_cast<std::uint32_t>(integer(value, "epoch")),
                   .seq = static_cast<std::uint64_t>(integer(value, "seq")),
                   .hash = hash_of(value, "hash")},
          .first_seen = {integer(value, "first_seen")},
          .forked = value.find("forked")->boolean().value()};
}

Snapshot read_snapshot(json::Value value) {
  return {.body = {.witness = *did::Did::parse(text(value, "witness")),
                   .at = {integer(value, "ms")},
                   .size = static_cast<std::uint64_t>(integer(value, "size")),
                   .root = hash_of(value, "root"),
                   .previous = hash_of(value, "previous")},
          .sig = array<64>(hex(text(value, "sig")))};
}

void check_frame(const gossip::Frame& frame, const std::string& bytes) {
  CHECK(encoding::encode_hex(gossip::encode_frame(frame)) == bytes);
  CHECK(*gossip::decode_frame(hex(bytes)) == frame);
}

template <class T, class Read>
std::vector<T> read_all(json::Elements values, Read read) {
  std::vector<T> all;
  for (const json::Value value : values) all.push_back(read(value));
  return all;
}

}  // namespace

TEST_CASE("trees have the roots and paths of RFC 6962") {
  const auto all = load("witness.json");
  int count = 0;
  for (const json::Value vector : list(all.root(), "trees")) {
    std::vector<Sha256> hashes;
    for (const json::Value leaf : list(vector, "leaves"))
      hashes.push_back(leaf_hash_of(hex(*leaf.string())));
    const MerkleTree tree(hashes);
    CHECK(tree.root() == hash_of(vector, "root"));
    std::uint64_t index = 0;
    for (const json::Value path : list(vector, "paths")) {
      const auto expected = hashes_of(path.elements());
      CHECK(tree.path(index) == expected);
      CHECK(*root_of(hashes[index], {index, hashes.size()}, expected) == tree.root());
      ++index, ++count;
    }
    CHECK(index == hashes.size());
  }
  MESSAGE(count << " paths");
}

TEST_CASE("leaves are those of the specification") {
  const auto all = load("witness.json");
  int count = 0;
  for (const json::Value vector : list(all.root(), "leaves")) {
    const auto bytes = encode_leaf(read_leaf(vector));
    CHECK(encoding::encode_hex(bytes) == text(vector, "bytes"));
    CHECK(leaf_hash_of(bytes) == hash_of(vector, "leaf_hash"));
    ++count;
  }
  MESSAGE(count << " leaves");
}

TEST_CASE("snapshots are signed as the specification says") {
  const auto all = load("witness.json");
  const auto signer = tests::signer_of(1);
  CHECK(text(all.root(), "witness") == did::did_key_of(signer->public_key()).text());
  int count = 0;
  for (const json::Value vector : list(all.root(), "snapshots")) {
    const auto snapshot = read_snapshot(vector);
    CHECK(encoding::encode_hex(signing_bytes(snapshot.body)) == text(vector, "signing_bytes"));
    CHECK(*sign_snapshot(snapshot.body, *signer) == snapshot);
    CHECK(verify_snapshot(snapshot, snapshot.body.at));
    check_frame(snapshot, text(vector, "frame"));
    ++count;
  }
  MESSAGE(count << " snapshots");
}

TEST_CASE("proofs hold as the specification says") {
  const auto all = load("witness.json");
  const auto leaves = read_all<Leaf>(list(all.root(), "leaves"), read_leaf);
  const auto snapshots = read_all<Snapshot>(list(all.root(), "snapshots"), read_snapshot);
  int count = 0;
  for (const json::Value vector : list(all.root(), "proofs")) {
    const Proof proof{
        .snapshot = snapshots.at(static_cast<std::size_t>(integer(vector, "snapshot"))),
        .leaf = leaves.at(static_cast<std::size_t>(integer(vector, "leaf"))),
        .path = hashes_of(list(vector, "path")),
        .index = static_cast<std::uint64_t>(integer(vector, "index"))};
    CHECK(verify_proof(proof, proof.snapshot.body.at));
    check_frame(proof, text(vector, "frame"));
    ++count;
  }
  MESSAGE(count << " proofs");
}

}  // namespace waarmerk::node::witness
