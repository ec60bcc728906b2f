// Forks: two entries of one place are kept as a proof, and everybody is told before anything else.
#include <tuple>
#include <utility>

#include "node/mesh/core.hpp"
#include "node/mesh/error_codes.hpp"

namespace waarmerk::node::mesh {

namespace {

// Of several proofs of one epoch all nodes keep the same: the earliest, and of one place the one
// with the smallest hashes.
bool is_before(const feed::ForkProof& a, const feed::ForkProof& b) {
  const auto rank = [](const feed::ForkProof& proof) {
    return std::tuple(proof.epoch(), proof.seq(), feed::entry_hash(proof.first),
                      feed::entry_hash(proof.second));
  };
  return rank(a) < rank(b);
}

}  // namespace

void Core::on_frame(Slot slot, gossip::Fork& frame) { hear_fork(slot, frame.proof); }

void Core::hear_fork(Slot slot, const ForkProof& proof) {
  if (!wants(proof.feed())) return;
  const auto known = shelf_.fork_in(proof.feed(), proof.epoch());
  if (known && !is_before(proof, *known)) return;
  for (const auto* header : {&proof.first, &proof.second}) {
    const auto fine = judge_.check(*header);
    if (fine) continue;
    if (fine.error().code == unknown_feed) return meet(slot, *header);
    // Which key counts since when is not known everywhere at once.
    if (fine.error().code != feed::bad_signature) return;
    return misbehaved(slot, "a fork proof that proves nothing");
  }
  if (!keep_fork(proof, slot)) return;
  read_branch(slot, proof);
  hear_claim(slot, proof.first);
}

// The proof is made of what is held and what came, whose signature was looked at.
void Core::conflict(const Heard& heard, const ForkProof& proof) {
  const auto found = chases_.find(heard.header.feed);
  const bool first_asked = found != chases_.end() && found->second.asked.from == proof.seq();
  if (!keep_fork(proof, std::nullopt)) return;
  chases_.erase(heard.header.feed);
  if (heard.source.slot) {
    read_branch(*heard.source.slot, proof);
    hear_branch(heard);
  }
  // All that was asked for differs: the two chains part further back.
  if (first_asked && heard.source.slot)
    look_back(*heard.source.slot, proof.feed(), proof.seq() - 1);
}

bool Core::keep_fork(const ForkProof& proof, std::optional<Slot> from) {
  const auto known = shelf_.fork_in(proof.feed(), proof.epoch());
  if (known && !is_before(proof, *known)) return false;
  const auto before = item_for(proof.feed());
  if (!shelf_.keep({.feed = proof.feed(), .forks = {proof}})) return false;
  replace_item(proof.feed(), before);
  emit(ForkFound{proof.feed(), proof.seq()});
  const auto bytes = std::make_shared<const Bytes>(gossip::encode_frame(gossip::Fork{proof}));
  for (auto slots = interested(proof.feed()); !slots.empty();) {
    const auto slot = slots.take();
    if (slot != from) send(slot, bytes, Priority::urgent);
  }
  return true;
}

}  // namespace waarmerk::node::mesh
