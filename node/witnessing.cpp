#include "node/witnessing.hpp"

#include <utility>
#include <variant>

#include "node/actions/witness_key.hpp"
#include "node/net/timer.hpp"

namespace waarmerk::node {

Result<void> Witnessing::take_key(storage::KeyVault& vault, const feed::InstanceLock& instance,
                                  Random& random, UnixTime now) {
  const bool is_same = instance.in_store && instance.in_store == instance.outside;
  const bool is_whole = is_same || !instance.has_own_entries;
  const auto memory = is_whole ? witness::Memory::whole : witness::Memory::restored;
  TRY(signer, actions::get_witness_key(vault, random, {.memory = memory, .now = now}));
  signer_ = std::move(signer);
  return {};
}

Result<void> Witnessing::start(actions::Ports& ports, actions::WitnessPolicy policy,
                               std::function<std::vector<std::string>()> peers) {
  if (signer_) {
    TRY(role, actions::WitnessRole::start(ports, *signer_));
    role_ = std::move(role);
  }
  follower_.emplace(ports, std::move(policy), std::move(peers));
  return {};
}

void Witnessing::join(actions::MeshLinks& mesh) {
  mesh_ = &mesh;
  follower_->ask_links_by([&mesh](const did::Did& witness, std::vector<feed::FeedId> feeds) {
    mesh.want_proofs(witness, std::move(feeds));
  });
  tell_signed();
}

void Witnessing::tell_signed() {
  if (mesh_ == nullptr || !role_ || !role_->latest()) return;
  const auto& snapshot = *role_->latest();
  if (told_ == snapshot.body.at) return;
  told_ = snapshot.body.at;
  mesh_->signed_as_witness(snapshot);
}

Result<void> Witnessing::hear(const mesh::Event& event) {
  if (const auto* heard = std::get_if<mesh::SnapshotHeard>(&event)) {
    return follower_->hear(heard->snapshot);
  }
  if (const auto* heard = std::get_if<mesh::ProofHeard>(&event)) {
    return follower_->hear(heard->proof);
  }
  return {};
}

Task<void> Witnessing::run(ops::Log& log, std::int64_t every_ms) {
  for (;;) {
    if (role_) {
      const auto looked = co_await role_->look();
      if (!looked) log.error("witness_failed", looked.error());
      tell_signed();
    }
    const auto followed = co_await follower_->round();
    if (!followed) log.error("witnesses_not_kept", followed.error());
    co_await net::sleep_ms(every_ms);
  }
}

}  // namespace waarmerk::node
