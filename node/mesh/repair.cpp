// Repair: now and then the heads are compared with those of one link, and what differs is told
// (spec/wire/mesh.md 4, recon.md).
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"
#include "node/recon/error_codes.hpp"
#include "node/recon/heads.hpp"

namespace waarmerk::node::mesh {

// A fork of an epoch that is over is no matter of today.
std::optional<feed::ForkProof> Core::fork_now(const FeedId& feed) const {
  const auto head = shelf_.head(feed);
  return shelf_.fork_in(feed, head ? head->epoch : 0);
}

std::optional<recon::Item> Core::item_for(const FeedId& feed) const {
  if (const auto fork = fork_now(feed)) return recon::item_of(*fork);
  const auto head = shelf_.head(feed);
  if (!head) return std::nullopt;
  return recon::item_of(feed::feed_head_of(*head));
}

void Core::replace_item(const FeedId& feed, std::optional<recon::Item> before) {
  const auto after = item_for(feed);
  if (before == after) return;
  if (before) heads_.erase(*before);
  if (after) heads_.insert(*after);
}

// It grew by another way, and of what it was nobody knows any more: all items of its key are made
// anew, which are hardly ever those of two feeds.
void Core::look_up_items(const FeedId& feed) {
  const auto key = recon::order_key_of(feed);
  const recon::Ranks held{heads_.rank(recon::Bound(key)), heads_.rank(recon::Bound(key + 1))};
  for (const auto& item : heads_.items(held)) heads_.erase(item);
  auto feeds = shelf_.feeds_of_key(key);
  if (std::ranges::find(feeds, feed) == feeds.end()) feeds.push_back(feed);
  for (const auto& one : feeds)
    if (const auto item = item_for(one)) heads_.insert(*item);
}

// Only what both are interested in can be equal.
recon::ItemSet Core::shared_with(const Link& link) const {
  const auto& ours = config_.subscription;
  if (ours.all && !link.interest) return heads_;
  std::vector<recon::Item> items;
  const auto& feeds = ours.all ? *link.interest : ours.feeds;
  for (const auto& feed : feeds)
    if (!link.interest || link.interest->contains(feed))
      if (const auto item = item_for(feed)) items.push_back(*item);
  return recon::ItemSet(std::move(items));
}

void Core::repair_some_link() {
  next_repair_ = now_ + chance_.jitter(config_.limits.repair_ms);
  Slots slots;
  for (auto all = slots_; !all.empty();)
    if (const auto slot = all.take(); may_tell(*links_[slot])) slots.insert(slot);
  if (slots.empty()) return;
  for (auto skip = chance_.draw_below(slots.size()); skip > 0; --skip) slots.take();
  begin_repair(slots.take());
}

void Core::begin_repair(Slot slot) {
  auto& link = *links_[slot];
  if (link.asking) return;
  // By this the two sides tell their sessions apart.
  const auto session = 2 * next_session_++ + (link.outbound ? 0 : 1);
  link.asking = std::make_unique<Asking>(
      Asking{.session = session, .initiator = recon::Initiator(shared_with(link)), .since = now_});
  send(slot,
       gossip::Recon{
           .session = session, .round = 1, .message = link.asking->initiator.open(), .wanted = {}},
       Priority::lazy);
}

void Core::on_frame(Slot slot, gossip::Recon& frame) {
  const bool is_ours = (frame.session % 2 == 0) == links_[slot]->outbound;
  if (is_ours)
    hear_answer(slot, frame);
  else
    hear_question(slot, frame);
}

void Core::hear_answer(Slot slot, gossip::Recon& frame) {
  auto& asking = links_[slot]->asking;
  if (!asking || asking->session != frame.session || asking->awaits_heads) return;
  auto next = asking->initiator.answer(frame.message);
  if (next && *next) {
    send(slot,
         gossip::Recon{.session = frame.session,
                       .round = asking->initiator.rounds(),
                       .message = std::move(**next),
                       .wanted = {}},
         Priority::lazy);
    return;
  }
  if (!next && next.error().code == recon::malformed) return misbehaved(slot, next.error().detail);
  // Where nearly all differs, telling it all is cheaper; and what a session did not find, the next
  // one does.
  if (!next && next.error().code == recon::too_different) begin_pages(slot);
  if (!next && paging_.empty())
    next_repair_ = std::min(next_repair_, now_ + chance_.jitter(5 * second_ms));
  end_asking(slot);
}

// What was found is asked for, and what they lack is told.
void Core::end_asking(Slot slot) {
  auto& asking = *links_[slot]->asking;
  auto found = asking.initiator.differences();
  found.need.resize(std::min(found.need.size(), gossip::recon_wanted_max));
  found.have.resize(std::min(found.have.size(), gossip::recon_wanted_max));
  asking.have = std::move(found.have);
  if (found.need.empty()) return give_what_they_lack(slot, {});
  asking.awaits_heads = true;
  send(slot, gossip::Recon{.session = asking.session,
                           .round = asking.initiator.rounds(),
                           .message = {},
                           .wanted = std::move(found.need)});
}

// Who lacks again what it was told of the last time takes nothing in.
void Core::judge_staleness(Slot slot, const std::vector<Header>& lacks) {
  std::vector<Sha256> hashes;
  for (const auto& head : lacks)
    if (hashes.size() < config_.limits.told_max) hashes.push_back(feed::entry_hash(head));
  const auto before = std::exchange(links_[slot]->told, std::move(hashes));
  const bool again = std::ranges::any_of(links_[slot]->told, [&](const Sha256& hash) {
    return std::ranges::find(before, hash) != before.end();
  });
  again ? disappointed(slot) : delivered(slot);
}

void Core::hear_question(Slot slot, gossip::Recon& frame) {
  auto& answering = links_[slot]->answering;
  if (frame.message.empty()) {
    if (answering && answering->session == frame.session) give_wanted(slot, frame.wanted);
    return;
  }
  if (!answering || answering->session != frame.session)
    answering = std::make_unique<Answering>(
        Answering{.session = frame.session,
                  .responder = recon::Responder(shared_with(*links_[slot])),
                  .since = now_});
  auto answer = answering->responder.answer(frame.message);
  if (!answer && answer.error().code == recon::malformed)
    return misbehaved(slot, answer.error().detail);
  if (!answer) return answering.reset();
  send(slot,
       gossip::Recon{.session = frame.session,
                     .round = frame.round,
                     .message = std::move(*answer),
                     .wanted = {}},
       Priority::lazy);
}

void Core::add_heads(const recon::Item& item, gossip::Heads& heads) const {
  for (const auto& feed : shelf_.feeds_of_key(item.key)) {
    if (auto fork = fork_now(feed))
      heads.forks.push_back(std::move(*fork));
    else if (auto head = shelf_.head(feed))
      heads.heads.push_back(*head);
  }
}

// Two feeds of one key bring each other along, so a page could be too long.
void Core::send_heads(Slot slot, const gossip::Heads& heads) {
  auto page = heads;
  page.heads.resize(std::min(page.heads.size(), gossip::heads_per_page_max));
  page.forks.resize(std::min(page.forks.size(), gossip::heads_per_page_max));
  send(slot, page);
}

void Core::give_wanted(Slot slot, const std::vector<recon::ItemId>& wanted) {
  gossip::Heads heads;
  for (const auto& item : links_[slot]->answering->responder.find_listed(wanted))
    add_heads(item, heads);
  links_[slot]->answering.reset();
  send_heads(slot, heads);
}

void Core::give_what_they_lack(Slot slot, const gossip::Heads& told) {
  gossip::Heads ours;
  for (const auto& item : links_[slot]->asking->have) add_heads(item, ours);
  links_[slot]->asking.reset();
  std::erase_if(ours.heads, [&](const Header& head) {
    return std::ranges::any_of(told.heads, [&](const Header& theirs) {
      return theirs.feed == head.feed &&
             std::pair(theirs.epoch, theirs.seq) >= std::pair(head.epoch, head.seq);
    });
  });
  std::erase_if(ours.forks, [&](const ForkProof& proof) {
    return std::ranges::find(told.forks, proof) != told.forks.end();
  });
  judge_staleness(slot, ours.heads);
  if (!ours.heads.empty() || !ours.forks.empty()) send_heads(slot, ours);
}

}  // namespace waarmerk::node::mesh
