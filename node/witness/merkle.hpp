// MerkleTree: one hash for a list, and short proofs that something is in it (RFC 6962 section 2.1,
// RFC 9162 section 2.1).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"

namespace waarmerk::node::witness {

/// SHA-256 of 0x00 and the leaf.
Sha256 leaf_hash_of(ByteView leaf);

/// The hashes of every level; about two for each leaf.
class MerkleTree {
 public:
  MerkleTree() : MerkleTree(std::vector<Sha256>{}) {}
  explicit MerkleTree(std::vector<Sha256> leaf_hashes);

  std::uint64_t size() const { return levels_.front().size(); }
  /// Of no leaves, the SHA-256 of nothing.
  Sha256 root() const;
  /// The hashes that lead from a leaf to the root, beginning beside the leaf. `index` is below
  /// size().
  std::vector<Sha256> path(std::uint64_t index) const;

 private:
  std::vector<std::vector<Sha256>> levels_;
};

/// A place in a tree.
struct LeafPlace {
  std::uint64_t index = 0;
  std::uint64_t size = 0;  ///< of the tree
};

/// The root of the tree in which the leaf has this place and path (RFC 9162 section 2.1.3.2). Fails
/// with witness.bad_proof for an index outside the tree, and a path that is not as long as it
/// would be there.
Result<Sha256> root_of(const Sha256& leaf_hash, LeafPlace place, std::span<const Sha256> path);

}  // namespace waarmerk::node::witness
