#include "node/witness/witness.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "node/witness/error_codes.hpp"
#include "node/witness/limits.hpp"

namespace waarmerk::node::witness {

namespace {

std::vector<Leaf> listed(const std::map<feed::FeedId, Leaf>& leaves) {
  std::vector<Leaf> list;
  list.reserve(leaves.size());
  for (const auto& [feed, leaf] : leaves) list.push_back(leaf);
  return list;
}

MerkleTree tree_of(const std::vector<Leaf>& leaves) {
  std::vector<Sha256> hashes;
  hashes.reserve(leaves.size());
  for (const auto& leaf : leaves) hashes.push_back(leaf_hash_of(encode_leaf(leaf)));
  return MerkleTree(std::move(hashes));
}

}  // namespace

Result<Witness> Witness::make(did::Did self, WitnessState state, Memory memory) {
  Witness witness(std::move(self), std::move(state), memory);
  const auto& saved = witness.saved_;
  if (!saved && !witness.leaves_.empty()) return fail(damaged, "there are leaves of no snapshot");
  if (saved && (saved->body.witness != witness.self_ || saved->body.root != saved->tree.root() ||
                saved->body.size != saved->tree.size()))
    return fail(damaged, "the leaves are not those of the snapshot");
  return witness;
}

Witness::Witness(did::Did self, WitnessState state, Memory memory)
    : self_(std::move(self)), memory_(memory), leaves_(std::move(state.leaves)) {
  if (!state.last) return;
  auto leaves = listed(leaves_);
  auto tree = tree_of(leaves);
  latest_ = state.last->at;
  saved_ =
      Told{.body = *std::move(state.last), .leaves = std::move(leaves), .tree = std::move(tree)};
}

Result<bool> Witness::see(const feed::Header& head, UnixTime now) {
  return learn(leaf_of(head, now));
}

Result<bool> Witness::see(const feed::ForkProof& proof, UnixTime now) {
  return learn(leaf_of(proof, now));
}

Result<bool> Witness::learn(const Leaf& leaf) {
  const auto& feed = leaf.head.feed;
  const auto held = leaves_.find(feed);
  if (held == leaves_.end()) {
    if (leaves_.size() == leaves_max) return fail(full, "a witness has at most 1,048,576 leaves");
  } else {
    TRY(says_more, succeeds(held->second, leaf));
    if (!says_more) return false;
  }
  leaves_.insert_or_assign(feed, leaf);
  newest_seen_ = std::max(newest_seen_, leaf.first_seen);
  changed_.insert(feed);
  return true;
}

std::optional<UnixTime> Witness::due() const {
  if (leaves_.empty() || memory_ == Memory::restored) return std::nullopt;
  const auto soonest = std::max(latest_ + 1, newest_seen_);
  if (!saved_) return soonest;
  const auto gap = changed_.empty() ? snapshot_gap_max_ms : snapshot_gap_ms;
  return std::max(saved_->body.at + gap, soonest);
}

std::optional<SnapshotDraft> Witness::next(UnixTime now) {
  const auto at = due();
  if (!at || now < *at || writing_) return std::nullopt;
  writing_ = tell(now);
  latest_ = now;
  SnapshotDraft draft{.body = writing_->body, .changed = {}};
  for (const auto& feed : changed_) draft.changed.push_back(leaves_.at(feed));
  return draft;
}

Witness::Told Witness::tell(UnixTime now) const {
  auto leaves = listed(leaves_);
  auto tree = tree_of(leaves);
  SnapshotBody body{.witness = self_,
                    .at = now,
                    .size = tree.size(),
                    .root = tree.root(),
                    .previous = saved_ ? saved_->body.root : Sha256{}};
  return {.body = std::move(body), .leaves = std::move(leaves), .tree = std::move(tree)};
}

void Witness::saved() {
  assert(writing_);
  saved_ = std::exchange(writing_, {});
  for (const auto& leaf : saved_->leaves)
    if (leaves_.at(leaf.head.feed) == leaf) changed_.erase(leaf.head.feed);
}

Result<Snapshot> Witness::sign(const keys::Signer& signer) const {
  if (memory_ == Memory::restored)
    return fail(not_safe, "a witness that was restored goes on under a new key");
  if (!saved_) return fail(nothing_saved, "there is no snapshot on the disk");
  return sign_snapshot(saved_->body, signer);
}

Result<Proof> Witness::prove(const feed::FeedId& feed, const Snapshot& snapshot) const {
  if (!saved_ || snapshot.body != saved_->body)
    return fail(not_listed, "only the newest snapshot is at hand");
  const auto found = std::ranges::lower_bound(saved_->leaves, feed, {},
                                              [](const Leaf& leaf) { return leaf.head.feed; });
  if (found == saved_->leaves.end() || found->head.feed != feed)
    return fail(not_listed, "the snapshot does not list this feed");
  const auto index = static_cast<std::uint64_t>(found - saved_->leaves.begin());
  return Proof{
      .snapshot = snapshot, .leaf = *found, .path = saved_->tree.path(index), .index = index};
}

}  // namespace waarmerk::node::witness
