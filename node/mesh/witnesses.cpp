// Witnesses: what they sign goes from link to link, and who wants to know what they saw of a feed
// asks the way back (spec/wire/mesh.md 8).
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"
#include "node/witness/error_codes.hpp"

namespace waarmerk::node::mesh {

namespace {

// Those that are whoever brought it to blame for.
bool is_forged(const ErrorCode& code) {
  return code == witness::bad_signature || code == witness::bad_proof || code == witness::malformed;
}

}  // namespace

void Core::on(const SnapshotSigned& in) { take(in.snapshot, std::nullopt); }

void Core::on_frame(Slot slot, witness::Snapshot& frame) {
  if (!is_news(frame)) return hear_again(frame, slot);
  const auto fine = judge_.check(frame, now_);
  if (fine) return take(frame, slot);
  if (is_forged(fine.error().code)) misbehaved(slot, fine.error().detail);
}

// Of a witness that says more than it may only some is heard, and of those that nobody here counts
// not all.
bool Core::is_news(const witness::Snapshot& snapshot) const {
  const auto known = snapshots_.find(snapshot.body.witness.text());
  if (known != snapshots_.end())
    return snapshot.body.at - known->second.snapshot.body.at >= config_.limits.snapshot_gap_ms;
  if (config_.witnesses.contains(snapshot.body.witness.text())) return true;
  return snapshots_.size() < config_.limits.witnesses_max + config_.witnesses.size();
}

// Whoever told of it may be gone: then another one that has it can be asked about it.
void Core::hear_again(const witness::Snapshot& snapshot, Slot slot) {
  const auto known = snapshots_.find(snapshot.body.witness.text());
  if (known == snapshots_.end() || known->second.from || known->second.is_ours) return;
  if (known->second.snapshot == snapshot) known->second.from = slot;
}

// One that is lost is soon followed by another, so it goes along the tree alone.
void Core::take(const witness::Snapshot& snapshot, std::optional<Slot> from) {
  const auto bytes = std::make_shared<const Bytes>(gossip::encode_frame(snapshot));
  snapshots_.insert_or_assign(
      snapshot.body.witness.text(),
      KnownSnapshot{
          .snapshot = snapshot, .frame = bytes, .from = from, .heard = now_, .is_ours = !from});
  if (from) emit(SnapshotHeard{snapshot});
  auto slots = from ? plum_.eager() : slots_;
  if (from) slots.erase(*from);
  while (!slots.empty()) send(slots.take(), bytes);
}

// Of those that count, and a few others.
void Core::tell_snapshots(Slot slot) {
  for (const auto& [name, known] : snapshots_) send(slot, known.frame, Priority::lazy);
}

void Core::on(const ProofsWanted& in) { wish(in.witness, in.feeds, std::nullopt); }

void Core::on_frame(Slot slot, gossip::ProofRequest& frame) {
  std::vector<FeedId> unknown;
  for (const auto& feed : frame.feeds) {
    if (const auto proof = shelf_.proof({.witness = frame.witness, .at = frame.at}, feed))
      send(slot, *proof);
    else
      unknown.push_back(feed);
  }
  const auto known = snapshots_.find(frame.witness.text());
  const bool is_newest = known != snapshots_.end() && known->second.snapshot.body.at == frame.at;
  if (is_newest && !unknown.empty()) wish(frame.witness, unknown, slot);
}

// Asked is whoever told us of the snapshot. What was asked a moment ago is not asked again.
void Core::wish(const did::Did& of, const std::vector<FeedId>& feeds, std::optional<Slot> who) {
  const auto known = snapshots_.find(of.text());
  if (known == snapshots_.end() || !known->second.from || known->second.from == who) return;
  gossip::ProofRequest question{.witness = of, .at = known->second.snapshot.body.at, .feeds = {}};
  for (const auto& feed : feeds) {
    const WishName name(of.text(), question.at, feed);
    const auto found = wishes_.find(name);
    const bool is_new = found == wishes_.end();
    if (is_new && wishes_.size() >= config_.limits.wishes_max) break;
    auto& wish = wishes_[name];
    if (who) wish.others.insert(*who);
    wish.ours = wish.ours || !who;
    if (!is_new || question.feeds.size() == gossip::proofs_asked_max) continue;
    wish.since = now_;
    question.feeds.push_back(feed);
  }
  if (!question.feeds.empty()) send(*known->second.from, question);
}

void Core::on_frame(Slot slot, witness::Proof& frame) {
  const auto& body = frame.snapshot.body;
  const auto found = wishes_.find({body.witness.text(), body.at, frame.leaf.head.feed});
  if (found == wishes_.end()) return;
  const auto fine = judge_.check(frame, now_);
  if (!fine && is_forged(fine.error().code)) return misbehaved(slot, fine.error().detail);
  if (!fine) return;
  const auto wish = found->second;
  wishes_.erase(found);
  for (auto slots = wish.others; !slots.empty();) send(slots.take(), frame);
  if (wish.ours) emit(ProofHeard{frame});
}

void Core::forget_witnesses() {
  std::erase_if(wishes_, [&](const auto& one) {
    return now_ - one.second.since > config_.limits.awaited_ms;
  });
  std::erase_if(snapshots_, [&](const auto& one) {
    return now_ - one.second.heard > config_.limits.snapshot_kept_ms;
  });
}

}  // namespace waarmerk::node::mesh
