// Following witnesses: the newest proof of each witness that counts, for each feed that is held,
// from whatever peer has it.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "node/actions/ports.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/task/task.hpp"
#include "node/witness/proof.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// Feeds that are asked about in one round, and peers that are asked about one of them.
inline constexpr std::size_t proofs_per_round_max = 128;
inline constexpr std::size_t peers_per_question_max = 4;

/// On the node's strand. What it is given outlives it.
class WitnessFollower {
 public:
  /// `peers` gives the addresses of the peers.
  WitnessFollower(Ports& ports, WitnessPolicy policy,
                  std::function<std::vector<std::string>()> peers);

  /// Asks once around. What is kept was verified; a witness that contradicts itself is noted as
  /// broken, with both proofs. Fails as the store does; a peer that does not answer is no failure.
  Task<Result<void>> round();

 private:
  struct Known {
    did::Did witness;
    bool is_broken = false;
    std::optional<UnixTime> newest = {};  // of its snapshots
    std::map<feed::FeedId, witness::Proof> proofs = {};
  };

  Result<void> load();
  Task<void> look_for(std::size_t which, std::vector<std::string> peers);
  std::vector<feed::FeedId> wanted() const;
  bool is_missing(const feed::FeedId& feed) const;
  Task<void> ask(feed::FeedId feed, std::vector<std::string> peers, storage::Batch& rows);
  void keep(const feed::FeedId& feed, witness::Proof proof, storage::Batch& rows);
  Task<std::optional<Bytes>> get(std::string peer, std::string path);

  Ports& ports_;
  WitnessPolicy policy_;
  std::function<std::vector<std::string>()> peers_;
  std::vector<Known> known_;  // as long as the policy's list, once it was loaded
  std::map<feed::FeedId, UnixTime> asked_;
  std::size_t turn_ = 0;  // whom to ask first
};

}  // namespace waarmerk::node::actions
