// Shelf and Judge: the two ports of a Core. What it holds, and what only its driver can judge.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/error.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/feed/feed_reader.hpp"
#include "node/gossip/link_frames.hpp"
#include "node/gossip/messages.hpp"
#include "node/witness/proof.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::mesh {

/// What is written at once, or not at all.
struct Writing {
  feed::FeedId feed{};
  /// They follow the feed's head; the last is the new head.
  std::vector<gossip::StoredEntry> entries = {};
  /// The disk must have been told of these before `keep` returns.
  std::vector<feed::ForkProof> forks = {};
  /// Of entries of a branch that is not followed: a revocation in them counts. Of these too.
  std::vector<Bytes> branch_payloads = {};
};

/// A witness, and the time of one of its snapshots.
struct SnapshotName {
  did::Did witness;
  UnixTime at;
};

class Shelf : public feed::FeedReader {
 public:
  /// Whether it was written. The reader shows it from then on; entries may be lost in a crash,
  /// since others hold them.
  virtual bool keep(const Writing& writing) = 0;

  /// Whether there is room for more of the feed.
  virtual bool has_room(const feed::FeedId&) const { return true; }
  /// Lets go of all that is held of a feed, but proofs of its forks. Whether it did.
  virtual bool forget(const feed::FeedId&) { return false; }

  /// The feeds that are held and whose first 8 bytes make this number (recon::order_key_of).
  virtual std::vector<feed::FeedId> feeds_of_key(std::uint64_t order_key) const = 0;

  /// What the snapshot of a witness says of a feed, where that is held.
  virtual std::optional<witness::Proof> proof(const SnapshotName&, const feed::FeedId&) const {
    return std::nullopt;
  }
};

/// Pure: the same question has the same answer until the driver learns of new keys.
class Judge {
 public:
  virtual ~Judge() = default;

  /// The header is signed by a key that its feed had at its ts. Fails with feed.bad_signature,
  /// feed.unauthorised_key, or mesh.unknown_feed where no key of the feed is known.
  virtual Result<void> check(const feed::Header& header) const = 0;
  /// The record is signed by a node key of its DID, as far as that is known.
  virtual Result<void> check(const gossip::PeerRecord& record) const = 0;
  /// The payload says what it may, beyond its syntax. Where it fails the entry is void.
  virtual Result<void> check(const feed::Header& header, ByteView payload) const = 0;
  /// The snapshot, or the proof, holds. Fails as witness::verify_snapshot and verify_proof do.
  virtual Result<void> check(const witness::Snapshot& snapshot, UnixTime now) const {
    return witness::verify_snapshot(snapshot, now);
  }
  virtual Result<void> check(const witness::Proof& proof, UnixTime now) const {
    return witness::verify_proof(proof, now);
  }
};

}  // namespace waarmerk::node::mesh
