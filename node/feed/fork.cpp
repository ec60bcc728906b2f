#include "node/feed/fork.hpp"

#include <algorithm>

namespace waarmerk::node::feed {

Result<ForkProof> make_fork_proof(const Header& one, const Header& other) {
  if (one.feed != other.feed || one.epoch != other.epoch || one.seq != other.seq)
    return fail(bad_fork_proof, "the two headers are not of one place in a feed");
  const auto hash = entry_hash(one);
  const auto other_hash = entry_hash(other);
  if (hash == other_hash) return fail(bad_fork_proof, "the two headers say the same");
  return hash < other_hash ? ForkProof{one, other} : ForkProof{other, one};
}

ByteArray<fork_proof_bytes> encode_fork_proof(const ForkProof& proof) {
  ByteArray<fork_proof_bytes> encoded;
  std::ranges::copy(encode_header(proof.first), encoded.begin());
  std::ranges::copy(encode_header(proof.second), encoded.begin() + header_bytes);
  return encoded;
}

Result<ForkProof> decode_fork_proof(ByteView bytes) {
  if (bytes.size() != fork_proof_bytes) return fail(malformed, "a fork proof has 458 bytes");
  TRY(first, decode_header(bytes.first(header_bytes)));
  TRY(second, decode_header(bytes.subspan(header_bytes)));
  TRY(proof, make_fork_proof(first, second));
  if (proof.first != first) return fail(bad_fork_proof, "the two headers are in the wrong order");
  return proof;
}

Result<void> verify_fork_proof(const ForkProof& proof, const FeedKeys& authorised) {
  for (const auto* header : {&proof.first, &proof.second}) {
    const auto key = authorised.find(*header);
    if (!key || !verify_header(*header, *key))
      return fail(bad_fork_proof, "a header of the proof is not signed by a key of the feed");
  }
  return {};
}

}  // namespace waarmerk::node::feed
