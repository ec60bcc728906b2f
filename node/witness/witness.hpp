// Witness: says under its signature, every ten minutes, which heads it has seen
// (spec/wire/witness.md 5).
//
//   1. `see` heads and forks   2. `next`: what is to be written, in one durable batch   3. `saved`,
//   or `not_saved`   4. only then `sign`, and show the snapshot and its proofs to others.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/signer.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/witness/leaf.hpp"
#include "node/witness/merkle.hpp"
#include "node/witness/proof.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::witness {

/// What a witness wrote, as it stands on the disk.
struct WitnessState {
  std::map<feed::FeedId, Leaf> leaves = {};  ///< of `last`
  std::optional<SnapshotBody> last = {};     ///< signed or not: nobody knows after a crash

  friend bool operator==(const WitnessState&, const WitnessState&) = default;
};

/// What is to be written before the snapshot may be signed: all of it at once.
struct SnapshotDraft {
  SnapshotBody body;
  std::vector<Leaf> changed;  ///< since the one before, in the order of their feeds

  friend bool operator==(const SnapshotDraft&, const SnapshotDraft&) = default;
};

/// Whether what is on the disk is the newest there ever was.
enum class Memory {
  whole,
  restored,  ///< from a backup: it may have signed more than it knows
};

/// One of these a key, on one strand. What it says never goes back, across crashes.
class Witness {
 public:
  /// `self` is the did:key of the signer that will be given. Fails with witness.damaged where the
  /// leaves do not have the root that was written with them, or that is another witness's.
  static Result<Witness> make(did::Did self, WitnessState state, Memory memory);

  /// An accepted head, or a verified fork. Whether it is new; it is told in the next snapshot.
  /// Fails with witness.goes_back, witness.other_hash or witness.full, and then nothing changes.
  Result<bool> see(const feed::Header& head, UnixTime now);
  Result<bool> see(const feed::ForkProof& proof, UnixTime now);

  /// The next snapshot, where one is due and none is being written. Never where memory was
  /// restored.
  std::optional<SnapshotDraft> next(UnixTime now);
  /// When next() may have something, unless nothing was ever seen.
  std::optional<UnixTime> due() const;

  /// The draft is on disk, and the disk was told so.
  void saved();
  /// It is not, or nobody knows: a later draft says it again.
  void not_saved() { writing_.reset(); }

  /// The snapshot that was saved last. The same however often it is asked for, with a signer whose
  /// signatures are. Fails with witness.nothing_saved; with witness.not_safe where memory was
  /// restored: such a witness goes on under a new key; or as sign_snapshot does.
  Result<Snapshot> sign(const keys::Signer& signer) const;

  /// The leaf of a feed in the snapshot that was saved last, which `snapshot` is. Fails with
  /// witness.not_listed.
  Result<Proof> prove(const feed::FeedId& feed, const Snapshot& snapshot) const;

 private:
  // All that a snapshot is about.
  struct Told {
    SnapshotBody body;
    std::vector<Leaf> leaves;
    MerkleTree tree;
  };

  Witness(did::Did self, WitnessState state, Memory memory);
  Result<bool> learn(const Leaf& leaf);
  Told tell(UnixTime now) const;

  did::Did self_;
  Memory memory_;
  std::map<feed::FeedId, Leaf> leaves_;  // what is known, told or not
  std::set<feed::FeedId> changed_;       // since what was saved
  std::optional<Told> saved_;
  std::optional<Told> writing_;
  UnixTime latest_;       // of any draft, saved or not
  UnixTime newest_seen_;  // a clock may have gone back since
};

}  // namespace waarmerk::node::witness
