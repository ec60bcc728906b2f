#include "node/witness/merkle.hpp"

#include <doctest/doctest.h>

#include "crypto/base/random.hpp"
#include "node/witness/error_codes.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::witness {

namespace {

std::vector<Sha256> draw_hashes(Random& random, std::size_t count) {
  std::vector<Sha256> hashes;
  for (std::size_t i = 0; i < count; ++i) hashes.emplace_back(draw<32>(random));
  return hashes;
}

// Every leaf leads to the root; with another bit anywhere, a hash more or less, or another place,
// none does.
void try_tree(Random& random, std::size_t count) {
  CAPTURE(count);
  const auto hashes = draw_hashes(random, count);
  const MerkleTree tree(hashes);
  for (std::uint64_t index = 0; index < count; ++index) {
    auto path = tree.path(index);
    const auto leads = [&](const Sha256& hash, LeafPlace place) {
      const auto root = root_of(hash, place, path);
      return root && *root == tree.root();
    };
    CHECK(leads(hashes[index], {index, count}));
    auto other = hashes[index];
    other.value[draw_below(random, 32)] ^= static_cast<std::uint8_t>(1 << draw_below(random, 8));
    CHECK_FALSE(leads(other, {index, count}));
    if (path.empty()) continue;
    CHECK_FALSE(leads(hashes[index], {(index + 1) % count, count}));
    auto& changed = path[draw_below(random, path.size())].value;
    changed[draw_below(random, 32)] ^= 1;
    CHECK_FALSE(leads(hashes[index], {index, count}));
    path = tree.path(index);
    path.pop_back();
    CHECK_FALSE(leads(hashes[index], {index, count}));
    path = tree.path(index);
    path.push_back(path.front());
    CHECK_FALSE(leads(hashes[index], {index, count}));
  }
}

}  // namespace

TEST_CASE("every leaf proves, and every changed proof fails") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    tests::SeededRandom random(seed);
    for (std::size_t count = 1; count <= 40; ++count) try_tree(random, count);
    try_tree(random, 200 + draw_below(random, 800));
  }
}

TEST_CASE("a path among ten thousand leaves has fourteen hashes at most") {
  tests::SeededRandom random;
  const MerkleTree tree(draw_hashes(random, 10'000));
  CHECK(tree.path(0).size() == 14);
  CHECK(tree.path(9'999).size() <= 14);
  CHECK(MerkleTree(draw_hashes(random, 1)).path(0).empty());
}

TEST_CASE("a path of the wrong length, and a place outside the tree, are told") {
  tests::SeededRandom random;
  const auto hashes = draw_hashes(random, 5);
  const auto code = [&](LeafPlace place, std::size_t path) {
    const auto root = root_of(hashes[0], place, std::span(hashes).first(path));
    return root ? ErrorCode{} : root.error().code;
  };
  CHECK(code({0, 5}, 3) == ErrorCode{});
  CHECK(code({0, 5}, 2) == bad_proof);
  CHECK(code({0, 5}, 4) == bad_proof);
  CHECK(code({4, 5}, 1) == ErrorCode{});
  CHECK(code({4, 5}, 2) == bad_proof);
  CHECK(code({5, 5}, 3) == bad_proof);
  CHECK(code({0, 0}, 0) == bad_proof);
  CHECK(code({0, 1}, 0) == ErrorCode{});
}

TEST_CASE("a leaf is no node: both are marked") {
  tests::SeededRandom random;
  const auto hashes = draw_hashes(random, 2);
  Bytes both = to_bytes(hashes[0].value);
  append(both, hashes[1].value);
  CHECK(MerkleTree(hashes).root() != leaf_hash_of(both));
  CHECK(MerkleTree().root() == sha256(ByteView{}));
}

}  // namespace waarmerk::node::witness
