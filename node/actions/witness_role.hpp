// WitnessRole: this node as a witness: it sees what arrives, and says so under a key of its own
// (spec/wire/witness.md 5).
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/base/result.hpp"
#include "crypto/keys/signer.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"
#include "node/witness/witness.hpp"

namespace waarmerk::node::actions {

/// One per key, on the node's strand. What it is given outlives it.
class WitnessRole {
 public:
  /// Goes on where what is on the disk ends. `signer` has not signed anything that this store does
  /// not know: after a restore from a backup it is a new one. Fails with witness.damaged,
  /// key.unsupported, or as the store does.
  static Result<WitnessRole> start(Ports& ports, const keys::Signer& signer);

  const did::Did& self() const { return self_; }
  const keys::Signer& signer() const { return *signer_; }

  /// Sees what arrived since, and where a snapshot is due has it on disk and then signs it. Fails
  /// as the journal and the signer do; the next call tries again.
  Task<Result<void>> look();

  /// What was signed last; nothing before the first.
  const std::optional<witness::Snapshot>& latest() const { return latest_; }
  /// What the last snapshot says of a feed. Fails with witness.not_listed.
  Result<witness::Proof> prove(const feed::FeedId& feed) const;

 private:
  WitnessRole(Ports& ports, const keys::Signer& signer, did::Did self, witness::Witness witness);
  void see_arrivals();
  void see(const feed::FeedId& feed);

  Ports* ports_;
  const keys::Signer* signer_;
  did::Did self_;
  witness::Witness witness_;
  std::optional<witness::Snapshot> latest_;
  std::uint64_t seen_arrivals_ = 0;
};

}  // namespace waarmerk::node::actions
