// Proof: a leaf, and how it leads to the root that a witness signed (spec/wire/witness.md 4).
#pragma once

#include <cstdint>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "node/witness/leaf.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::witness {

struct Proof {
  Snapshot snapshot;
  Leaf leaf;
  std::vector<Sha256> path;
  std::uint64_t index = 0;

  friend bool operator==(const Proof&, const Proof&) = default;
};

/// The witness signed this leaf. Whether it is one that counts, and of the feed that is asked
/// about, is for the caller. Fails as verify_snapshot does, and with witness.bad_proof, also for a
/// leaf that was seen after its snapshot.
Result<void> verify_proof(const Proof& proof, UnixTime now);

/// Two proofs that were verified show that their witness broke its word: two snapshots of one time,
/// or two leaves of a feed of which the later says less than the earlier, or another thing about
/// the same head.
bool contradict(const Proof& one, const Proof& other);

}  // namespace waarmerk::node::witness
