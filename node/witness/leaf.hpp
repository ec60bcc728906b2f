// Leaf: what a witness knows of one feed (spec/wire/witness.md 1 and 2).
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/feed_head.hpp"
#include "node/feed/fork.hpp"

namespace waarmerk::node::witness {

/// The head of a feed, or that it is forked: then `head` has the seq of the fork, and
/// fork_hash_of() the two that lie there.
struct Leaf {
  feed::FeedHead head;
  UnixTime first_seen;  ///< by this witness
  bool forked = false;

  friend bool operator==(const Leaf&, const Leaf&) = default;
};

Leaf leaf_of(const feed::Header& head, UnixTime first_seen);
Leaf leaf_of(const feed::ForkProof& proof, UnixTime first_seen);

/// The SHA-256 of `bot/fork/1`, a zero byte and both entry hashes, the smaller first.
Sha256 fork_hash_of(const feed::ForkProof& proof);

/// 84 bytes: the head and first_seen; one more, 0x01, where the feed is forked.
Bytes encode_leaf(const Leaf& leaf);

/// Fails with witness.damaged: only what encode_leaf gave is read.
Result<Leaf> decode_leaf(ByteView bytes);

/// Whether `newer` says more than `held`, of the same feed. Fails with witness.goes_back where it
/// says less, which a witness never does, and with witness.other_hash where two lie at one place:
/// of heads, that is a fork.
Result<bool> succeeds(const Leaf& held, const Leaf& newer);

}  // namespace waarmerk::node::witness
