// Witnessing: the witness that this node is, where it is one, and those that it listens to, over
// HTTP and over links.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "node/actions/follow_witnesses.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/witness_role.hpp"
#include "node/feed/own_feed.hpp"
#include "node/ops/log.hpp"
#include "storage/key_vault.hpp"

namespace waarmerk::node {

class Witnessing {
 public:
  /// Only a node that is to be a witness has a key for it. To be called before the folder is
  /// marked: until then it shows that it came from a backup. Fails as the vault does.
  Result<void> take_key(storage::KeyVault& vault, const feed::InstanceLock& instance,
                        Random& random, UnixTime now);

  /// All outlive it. Fails as WitnessRole::start does.
  Result<void> start(actions::Ports& ports, actions::WitnessPolicy policy,
                     std::function<std::vector<std::string>()> peers);

  /// From now on what this node signs goes out over links too, and links are asked for proofs. They
  /// outlive what runs here.
  void join(actions::MeshLinks& mesh);
  /// What came over links. Fails as the store does.
  Result<void> hear(const mesh::Event& event);

  /// Never ends. Sees and listens every so many milliseconds.
  Task<void> run(ops::Log& log, std::int64_t every_ms);

  /// Nothing where the node is no witness.
  const actions::WitnessRole* role() const { return role_ ? &*role_ : nullptr; }

 private:
  void tell_signed();

  std::unique_ptr<keys::Signer> signer_;
  std::optional<actions::WitnessRole> role_;
  std::optional<actions::WitnessFollower> follower_;
  actions::MeshLinks* mesh_ = nullptr;
  std::optional<UnixTime> told_ = {};  // the time of what was signed and went out last
};

}  // namespace waarmerk::node
