// Chases: someone has more of a feed than we do, and is asked for it, range by range.
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"

namespace waarmerk::node::mesh {

void Core::on_frame(Slot slot, gossip::Heads& frame) {
  if (frame.next != 0 && frame.next == links_[slot]->asked_page) return hear_page(slot, frame);
  if (frame.next != 0) return hear_own_head(slot, frame);
  const auto id = links_[slot]->id;
  for (const auto& proof : frame.forks) {
    hear_fork(slot, proof);
    if (find_slot(id) != slot) return;  // it misbehaved
  }
  for (const auto& head : frame.heads) hear_claim(slot, head);
  if (links_[slot]->asking && links_[slot]->asking->awaits_heads) give_what_they_lack(slot, frame);
}

// A reason to ask, never a fact.
void Core::hear_claim(Slot slot, const Header& head) {
  if (!takes(head.feed)) return;
  if (head.feed == config_.own_feed && !recovering_) {
    hear_own(head);
    return;
  }
  const auto ours = shelf_.head(head.feed);
  if (!ours && is_stranger(head)) return meet(slot, head);
  const auto epoch = ours ? ours->epoch : 0;
  const auto held = ours ? ours->seq : 0;
  if (head.epoch < epoch) return;
  if (head.epoch > epoch && held > 0) {
    // An epoch begins behind whatever branch its owner chose. Of one in between, some entries.
    const bool is_next = head.epoch == epoch + 1;
    return chase(slot, head.feed, epoch + 1,
                 {.from = 1, .to = is_next ? head.seq : gossip::range_entries_max});
  }
  const auto fork = fork_now(head.feed);
  const auto last = fork ? std::min(head.seq, fork->seq() - 1) : head.seq;
  if (last > held) return chase(slot, head.feed, epoch, {.from = held + 1, .to = last});
  if (!fork && head.seq == held && feed::entry_hash(head) != feed::entry_hash(*ours))
    look_back(slot, head.feed, head.seq);
}

// One at a time of each feed.
void Core::chase(Slot slot, const FeedId& feed, std::uint32_t epoch, feed::SeqRange lacking) {
  if (lacking.from > lacking.to) return;
  const auto found = chases_.find(feed);
  if (found != chases_.end() && !is_stale(found->second)) return;
  if (found == chases_.end() && chases_.size() >= config_.limits.claims_max) return;
  auto& chase = chases_[feed] = {.slot = slot, .epoch = epoch, .to = lacking.to, .since = now_};
  ask(chase, lacking, true);
}

void Core::look_back(Slot slot, const FeedId& feed, std::uint64_t to) {
  if (to == 0 || chases_.size() >= config_.limits.claims_max) return;
  const auto count = std::min(to, gossip::range_entries_max);
  const auto head = shelf_.head(feed);
  auto& chase =
      chases_[feed] = {.slot = slot, .epoch = head ? head->epoch : 0, .to = to, .since = now_};
  ask(chase, {.from = to - count + 1, .to = to}, false);
}

// It goes out before the call ends, with others, unless its link was asked for much already.
void Core::ask(Chase& chase, feed::SeqRange range, bool payloads) {
  chase.asked = {.from = range.from,
                 .to = std::min(range.to, range.from + gossip::range_entries_max - 1)};
  chase.payloads = payloads;
  chase.waits = true;
  chases_wait_ = true;
}

bool Core::is_stale(const Chase& chase) const {
  return now_ - chase.since > config_.limits.awaited_ms;
}

void Core::ask_for_chases() {
  if (!std::exchange(chases_wait_, false)) return;
  std::array<std::uint64_t, links_max> asked{};
  for (const auto& [feed, chase] : chases_)
    if (!chase.waits && !is_stale(chase)) asked[chase.slot] += chase.size();
  std::map<Slot, gossip::Iwant> frames;
  for (auto& [feed, chase] : chases_) {
    if (!chase.waits) continue;
    if (asked[chase.slot] > 0 && asked[chase.slot] + chase.size() > config_.limits.asked_max) {
      chases_wait_ = true;
      continue;
    }
    asked[chase.slot] += chase.size();
    chase.waits = false;
    chase.since = now_;
    auto& ranges = frames[chase.slot].ranges;
    ranges.push_back(
        {.feed = feed, .epoch = chase.epoch, .range = chase.asked, .payloads = chase.payloads});
    if (ranges.size() == gossip::iwant_ranges_max)
      send(chase.slot, frames.extract(chase.slot).mapped());
  }
  for (const auto& [slot, frame] : frames) send(slot, frame);
}

// We hold the feed up to here now.
void Core::go_on(const Header& held) {
  const auto found = chases_.find(held.feed);
  if (found == chases_.end() || found->second.epoch != held.epoch) return;
  auto& chase = found->second;
  if (held.seq >= chase.to) {
    chases_.erase(found);
    return;
  }
  chase.since = now_;
  if (held.seq < chase.asked.to) return;
  ask(chase, {.from = held.seq + 1, .to = chase.to}, true);
}

bool Core::was_asked(Slot slot, const Header& header) const {
  const auto found = chases_.find(header.feed);
  return found != chases_.end() && found->second.slot == slot &&
         found->second.epoch == header.epoch && found->second.asked.from <= header.seq &&
         header.seq <= found->second.asked.to;
}

}  // namespace waarmerk::node::mesh
