// What a node answers about witnesses: its own snapshots and proofs, and those of others that it
// holds (spec/wire/witness.md 6).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "node/actions/witness_role.hpp"
#include "node/gossip/serve.hpp"
#include "node/mesh/shelf.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

/// What witnesses said last of a feed, each as a `wproof` frame: our own first, where `own` is
/// there.
Result<std::vector<Bytes>> find_proofs(const records::Records& records, const WitnessRole* own,
                                       const feed::FeedId& feed);

/// What the snapshot of a witness says of a feed, where that is held. Fails as the store does.
Result<std::optional<witness::Proof>> find_proof(const records::Records& records,
                                                 const WitnessRole* own,
                                                 const mesh::SnapshotName& snapshot,
                                                 const feed::FeedId& feed);

/// The answer to GET /w/{witness}/latest. Fails with gossip.malformed, witness.not_listed, or as
/// the store does.
Result<gossip::Served> serve_snapshot(const records::Records& records, const WitnessRole* own,
                                      std::string_view witness);

/// Which proof is asked for: the parts of the path, as they stand there.
struct ProofName {
  std::string_view witness;
  std::string_view time;
  std::string_view feed;
};

/// The answer to GET /w/{witness}/{time}/{feed}. Fails likewise.
Result<gossip::Served> serve_proof(const records::Records& records, const WitnessRole* own,
                                   const ProofName& name);

/// The answer to GET /f/{feed}/head, with what witnesses said last of it; `plain` is the answer
/// without.
Result<gossip::Served> serve_head(const records::Records& records, const WitnessRole* own,
                                  std::string_view feed, gossip::Served plain);

}  // namespace waarmerk::node::actions
