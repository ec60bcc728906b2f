// Branches: what a forked feed says where it is not followed. No entry of that is taken, but each
// list that its owner signed there counts for what it revokes (spec/wire/feed.md 6).
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"

namespace waarmerk::node::mesh {

// Both payloads at the fork are kept, and the other side may hold lists behind it that we do not.
void Core::read_branch(Slot slot, const ForkProof& proof) {
  for (const auto* header : {&proof.first, &proof.second}) want_branch(slot, *header);
  ask_behind(slot, proof, proof.seq());
}

void Core::ask_behind(Slot slot, const ForkProof& proof, std::uint64_t from) {
  send(slot, gossip::Iwant{
                 .ranges = {{.feed = proof.feed(),
                             .epoch = proof.epoch(),
                             .range = {.from = from, .to = from + gossip::range_entries_max - 1},
                             .payloads = false}},
                 .ids = {}});
}

// An entry at a fork or behind it, whose signature was looked at. After a whole range of such
// there may be more.
void Core::hear_branch(const Heard& heard) {
  const auto& header = heard.header;
  const auto fork = shelf_.fork_in(header.feed, header.epoch);
  if (!fork || header.seq < fork->seq() || !heard.source.slot) return;
  const auto slot = *heard.source.slot;
  const bool is_list = header.type == feed::EntryType::status;
  const bool is_whole = heard.payload && sha256(*heard.payload) == header.payload_hash;
  if (is_list && !(is_whole && keep_branch(header, *heard.payload))) want_branch(slot, header);
  const auto behind = header.seq - fork->seq() + 1;
  if (!heard.payload && behind % gossip::range_entries_max == 0)
    ask_behind(slot, *fork, header.seq + 1);
}

void Core::want_branch(Slot slot, const Header& header) {
  const bool is_asked = branches_.contains(header.payload_hash);
  if (is_asked || header.payload_size == 0 || branches_.size() >= config_.limits.branches_max ||
      header.payload_size > feed::payload_bytes_max_of(header.type) ||
      shelf_.payload(header.payload_hash))
    return;
  branches_[header.payload_hash] = {
      .header = header, .next = now_ + config_.limits.branch_ms, .times_asked = 1};
  send(slot, gossip::PayloadRequest{{header.payload_hash}});
}

// Whoever it was first asked of may not have it yet.
void Core::ask_branches() {
  const auto& limits = config_.limits;
  std::erase_if(branches_, [&](const auto& one) {
    return one.second.next <= now_ &&
           (one.second.times_asked >= limits.branch_asked_max || shelf_.payload(one.first));
  });
  for (auto& [hash, branch] : branches_) {
    auto slots = interested(branch.header.feed);
    if (branch.next > now_ || slots.empty()) continue;
    branch.next = now_ + (limits.branch_ms << branch.times_asked++);
    for (auto skip = chance_.draw_below(slots.size()); skip > 0; --skip) slots.take();
    send(slots.take(), gossip::PayloadRequest{{hash}});
  }
}

// It is asked for again where it could not be written.
bool Core::keep_branch(const Header& header, const Bytes& payload) {
  const FeedBudget::Cost cost{.bytes = header.payload_size,
                              .is_new_feed = strangers_.is_new(header.feed)};
  if (!check_payload_bytes(header, payload) || !feed_budget_.allows(header.feed, cost, now_) ||
      !shelf_.keep({.feed = header.feed, .branch_payloads = {payload}}))
    return false;
  feed_budget_.spend(header.feed, cost, now_);
  branches_.erase(sha256(payload));
  return true;
}

}  // namespace waarmerk::node::mesh
