// Pages: where too much differs for a comparison, the other side tells all its heads, a few hundred
// at a time (spec/wire/mesh.md 4).
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"

namespace waarmerk::node::mesh {

void Core::begin_pages(Slot slot) {
  auto& link = *links_[slot];
  const bool is_under_way =
      paging_.contains(slot) && now_ - link.paged_at < config_.limits.session_ms;
  if (is_under_way) return;
  link.paged_at = now_;
  link.asked_page = 0;
  link.next_page = 0;
  paging_.insert(slot);
}

// Not before most of what the pages so far told of has come.
void Core::ask_for_pages() {
  for (auto slots = paging_; !slots.empty();) {
    const auto slot = slots.take();
    auto& link = *links_[slot];
    if (!link.next_page || chases_.size() > config_.limits.claims_max / 2) continue;
    if (strangers_.has_waiting(slot)) continue;
    link.asked_page = next_session_++;
    link.paged_at = now_;
    send(slot, gossip::HeadsRequest{.number = link.asked_page,
                                    .from_key = std::exchange(link.next_page, std::nullopt)});
  }
}

void Core::hear_page(Slot slot, const gossip::Heads& frame) {
  auto& link = *links_[slot];
  const auto id = link.id;
  link.asked_page = 0;
  for (const auto& proof : frame.forks) {
    hear_fork(slot, proof);
    if (find_slot(id) != slot) return;  // it misbehaved
  }
  for (const auto& head : frame.heads) hear_claim(slot, head);
  if (frame.newest == 0)
    paging_.erase(slot);
  else
    link.next_page = frame.newest;
}

// `newest` is where the next page begins, and 0 in the last.
void Core::answer_page(Slot slot, const gossip::HeadsRequest& frame) {
  const auto items = shared_with(*links_[slot]);
  const auto from = items.rank(recon::Bound(*frame.from_key));
  const auto to = std::min(items.size(), from + gossip::heads_paged_max);
  gossip::Heads page;
  page.next = frame.number;
  for (const auto& item : items.items({.from = from, .to = to})) add_heads(item, page);
  if (to < items.size()) page.newest = items.at(to).key;
  send_heads(slot, page);
}

}  // namespace waarmerk::node::mesh
