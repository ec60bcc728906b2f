#include "node/witness/proof.hpp"

#include <utility>

#include "node/witness/error_codes.hpp"
#include "node/witness/merkle.hpp"

namespace waarmerk::node::witness {

Result<void> verify_proof(const Proof& proof, UnixTime now) {
  const auto& body = proof.snapshot.body;
  TRY(root, root_of(leaf_hash_of(encode_leaf(proof.leaf)), {proof.index, body.size}, proof.path));
  if (root != body.root) return fail(bad_proof, "the path does not lead to the root");
  if (proof.leaf.first_seen > body.at) return fail(bad_proof, "the leaf is younger than the root");
  return verify_snapshot(proof.snapshot, now);
}

bool contradict(const Proof& one, const Proof& other) {
  const auto& body = one.snapshot.body;
  const auto& other_body = other.snapshot.body;
  if (body.witness != other_body.witness) return false;
  if (body.at == other_body.at && body != other_body) return true;
  if (one.leaf.head.feed != other.leaf.head.feed) return false;
  const bool in_order = body.at <= other_body.at;
  const auto& earlier = in_order ? one.leaf : other.leaf;
  const auto& later = in_order ? other.leaf : one.leaf;
  const auto says_more = succeeds(earlier, later);
  return !says_more || (!*says_more && earlier != later);
}

}  // namespace waarmerk::node::witness
