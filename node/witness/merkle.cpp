#include "node/witness/merkle.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

#include "node/witness/error_codes.hpp"

namespace waarmerk::node::witness {

namespace {

constexpr ByteArray<1> leaf_mark{0x00};
constexpr ByteArray<1> node_mark{0x01};

Sha256 node_hash_of(const Sha256& left, const Sha256& right) {
  return sha256({node_mark, left.value, right.value});
}

// One above another: pairs become one, and what has no neighbour stays as it is.
std::vector<Sha256> level_above(const std::vector<Sha256>& level) {
  std::vector<Sha256> above;
  above.reserve((level.size() + 1) / 2);
  for (std::size_t i = 0; i + 1 < level.size(); i += 2)
    above.push_back(node_hash_of(level[i], level[i + 1]));
  if (level.size() % 2 == 1) above.push_back(level.back());
  return above;
}

}  // namespace

Sha256 leaf_hash_of(ByteView leaf) { return sha256({leaf_mark, leaf}); }

MerkleTree::MerkleTree(std::vector<Sha256> leaf_hashes) {
  levels_.push_back(std::move(leaf_hashes));
  while (levels_.back().size() > 1) levels_.push_back(level_above(levels_.back()));
}

Sha256 MerkleTree::root() const {
  return levels_.back().empty() ? sha256(ByteView{}) : levels_.back().front();
}

std::vector<Sha256> MerkleTree::path(std::uint64_t index) const {
  assert(index < size());
  std::vector<Sha256> path;
  for (const auto& level : levels_) {
    const auto beside = index ^ 1;
    if (beside < level.size()) path.push_back(level[beside]);
    index /= 2;
  }
  return path;
}

Result<Sha256> root_of(const Sha256& leaf_hash, LeafPlace place, std::span<const Sha256> path) {
  if (place.index >= place.size) return fail(bad_proof, "the index lies outside the tree");
  auto at = place.index;
  auto last = place.size - 1;  // the last index of this level
  auto hash = leaf_hash;
  for (const auto& beside : path) {
    if (last == 0) return fail(bad_proof, "the path is too long");
    if (at % 2 == 1 || at == last) {
      hash = node_hash_of(beside, hash);
      for (; at % 2 == 0; at /= 2) last /= 2;  // the levels where it had no neighbour
    } else {
      hash = node_hash_of(hash, beside);
    }
    at /= 2;
    last /= 2;
  }
  if (last != 0) return fail(bad_proof, "the path is too short");
  return hash;
}

}  // namespace waarmerk::node::witness
