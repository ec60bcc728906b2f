// MeshShelf and MeshJudge: what the mesh's core holds and judges by, over the node's records.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "node/actions/feed_room.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/witness_role.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/gossip/engine.hpp"
#include "node/mesh/shelf.hpp"

namespace waarmerk::node::actions {

/// Writes what the core accepts, with what follows from it. Used on the node's strand. Nothing is
/// written of a feed of which something is on its way to the disk: it would be seen before that.
class MeshShelf final : public mesh::Shelf {
 public:
  /// Called when a new document of whose feed it is was kept: it may name another key.
  using Learnt = std::function<void(const feed::FeedId&)>;

  /// The ports outlive it, and so does `own`, where this node is a witness itself, and `room`;
  /// without one there is room for everything.
  explicit MeshShelf(Ports& ports, const WitnessRole* own = nullptr, Learnt learnt = {},
                     FeedRoom* room = nullptr);

  std::optional<feed::Header> head(const feed::FeedId& feed) const override;
  std::vector<feed::Header> headers(const feed::FeedId& feed, std::uint32_t epoch,
                                    feed::SeqRange range, std::size_t count_max) const override;
  std::optional<Bytes> payload(const Sha256& hash) const override;
  std::vector<feed::Arrival> arrivals(std::uint64_t after, std::size_t count_max) const override;
  std::uint64_t newest_arrival() const override;
  std::optional<feed::ForkProof> fork(const feed::FeedId& feed) const override;

  bool keep(const mesh::Writing& writing) override;
  bool has_room(const feed::FeedId& feed) const override;
  bool forget(const feed::FeedId& feed) override;
  std::vector<feed::FeedId> feeds_of_key(std::uint64_t order_key) const override;
  std::optional<witness::Proof> proof(const mesh::SnapshotName& snapshot,
                                      const feed::FeedId& feed) const override;
  /// A feed that came by another way.
  void note(const feed::FeedId& feed);

 private:
  Ports& ports_;
  const WitnessRole* own_;
  Learnt learnt_;
  FeedRoom* room_;
  std::multimap<std::uint64_t, feed::FeedId> by_key_;
};

/// Judges by the keys that are known of each feed. Used on the node's strand.
class MeshJudge final : public mesh::Judge {
 public:
  /// The keys of a feed, or nullptr.
  using FindKeys = std::function<const feed::FeedKeys*(const feed::FeedId&)>;

  MeshJudge(Ports& ports, FindKeys find_keys);

  Result<void> check(const feed::Header& header) const override;
  Result<void> check(const gossip::PeerRecord& record) const override;
  Result<void> check(const feed::Header& header, ByteView payload) const override;

 private:
  Ports& ports_;
  FindKeys find_keys_;
  gossip::PayloadJudge judge_payload_;
};

}  // namespace waarmerk::node::actions
