// ForkProof: two signed headers for one place, which prove by themselves that the feed's owner said
// two things (spec/wire/feed.md 6).
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_keys.hpp"

namespace waarmerk::node::feed {

inline constexpr std::size_t fork_proof_bytes = 2 * header_bytes;

/// Two headers of one feed, epoch and seq with different bodies, the one with the smaller entry
/// hash first, so that a pair has one proof.
struct ForkProof {
  Header first;
  Header second;

  const FeedId& feed() const { return first.feed; }
  std::uint32_t epoch() const { return first.epoch; }
  std::uint64_t seq() const { return first.seq; }

  friend bool operator==(const ForkProof&, const ForkProof&) = default;
};

/// Orders the two. Fails with feed.bad_fork_proof where they are not of one place, or say the same.
/// Signatures are not looked at: use verify_fork_proof for headers that were not verified before.
Result<ForkProof> make_fork_proof(const Header& one, const Header& other);

/// 458 bytes: the two headers.
ByteArray<fork_proof_bytes> encode_fork_proof(const ForkProof& proof);
/// Fails with feed.malformed or feed.bad_fork_proof.
Result<ForkProof> decode_fork_proof(ByteView bytes);

/// Both signatures hold under keys authorised at their ts. Fails with feed.bad_fork_proof.
Result<void> verify_fork_proof(const ForkProof& proof, const FeedKeys& authorised);

}  // namespace waarmerk::node::feed
