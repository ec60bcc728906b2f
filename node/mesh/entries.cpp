// Entries: what arrives is judged, kept and passed on.
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"
#include "node/mesh/error_codes.hpp"

namespace waarmerk::node::mesh {

namespace {

// An entry as it travels: larger payloads are asked for by their hash.
FrameBytes frame_of(const feed::Header& header, const std::optional<Bytes>& payload) {
  const bool fits = payload && payload->size() <= gossip::inline_payload_bytes_max;
  const gossip::Entries frame{{{header, fits ? payload : std::nullopt}}};
  return std::make_shared<const Bytes>(gossip::encode_frame(frame));
}

// Those that are whoever brought the entry to blame for.
bool is_fault(const ErrorCode& code) {
  return code == feed::bad_signature || code == feed::wrong_payload;
}

}  // namespace

void Core::on_frame(Slot slot, gossip::Entries& frame) {
  const auto id = links_[slot]->id;
  for (auto& entry : frame.entries) {
    if (find_slot(id) != slot) return;  // it misbehaved
    hear(slot, entry.header, std::move(entry.payload));
  }
}

// What we signed ourselves is heard from anybody.
void Core::hear(Slot slot, const Header& header, std::optional<Bytes> payload) {
  if (!may_tell(*links_[slot]) && header.feed != config_.own_feed) return;
  const auto place = feed::feed_head_of(header);
  const auto source = source_of(slot, header);
  if (plum_.knows(place)) {
    if (plum_.heard_again(place, source)) send(slot, gossip::Prune{});
    return;
  }
  if (!takes(header.feed)) return;
  judge_entry({.header = header, .payload = std::move(payload), .place = place, .source = source});
}

Source Core::source_of(Slot slot, const Header& header) const {
  if (was_asked(slot, header)) return {.way = Way::asked, .slot = slot};
  const bool is_author = links_[slot]->who.name == header.feed;
  return {.way = is_author ? Way::author : Way::pushed, .slot = slot};
}

void Core::judge_entry(Heard heard) {
  const auto& header = heard.header;
  if (header.feed == config_.own_feed && !hear_own(header)) return;
  if (!heard.payload && header.payload_size > 0)
    heard.payload = shelf_.payload(header.payload_hash);
  const feed::ChainState state(header.feed, shelf_);
  const auto payload = heard.payload ? std::optional<ByteView>(*heard.payload) : std::nullopt;
  const auto admission = feed::admit(state, header, payload, is_signed_, now_);
  if (const auto* accepted = std::get_if<feed::Accepted>(&admission)) {
    if (accepted->state == feed::EntryState::bare && !heard.is_gone)
      return await_payload(heard.source, header);
    return accept(std::move(heard), accepted->state);
  }
  if (std::holds_alternative<feed::Gap>(admission)) return park(std::move(heard));
  if (const auto* two = std::get_if<feed::Conflict>(&admission)) return conflict(heard, two->proof);
  if (const auto* no = std::get_if<feed::Refused>(&admission)) refused(heard, no->error);
}

void Core::accept(Heard heard, feed::EntryState state) {
  const auto& header = heard.header;
  const auto by = bringer(heard.source.slot);
  const FeedBudget::Cost cost{.bytes = std::int64_t{feed::header_bytes} + header.payload_size,
                              .is_new_feed = strangers_.is_new(header.feed)};
  if (!feed_budget_.allows(header.feed, cost, now_)) return;
  if (cost.is_new_feed && !strangers_.allows(by, cost.bytes, now_)) return;
  if (heard.payload && !judge_.check(header, *heard.payload)) state = feed::EntryState::voided;
  const auto before = item_for(header.feed);
  if (!shelf_.keep({.feed = header.feed, .entries = {{header, state, heard.payload}}})) return;
  feed_budget_.spend(header.feed, cost, now_);
  if (cost.is_new_feed) strangers_.spend(by, cost.bytes, now_);
  if (heard.source.slot) delivered(*heard.source.slot);
  replace_item(header.feed, before);
  emit(HeadMoved{heard.place});
  spread(heard);
  go_on(header);
  take_parked(header.feed, header.seq + 1, heard.source.slot);
}

// What came by being asked for is announced where it is new to everybody, and never pushed.
void Core::spread(const Heard& heard) {
  const auto age = now_ - heard.header.ts;
  if (heard.source.way == Way::asked && age > config_.limits.plum.known_ms) return;
  auto targets =
      plum_.learn(heard.place, heard.source, interested(heard.header.feed), now_, chance_);
  if (targets.empty()) return;
  const auto bytes = frame_of(heard.header, heard.payload);
  while (!targets.empty()) send(targets.take(), bytes);
}

Slots Core::interested(const FeedId& feed) const {
  Slots found;
  for (auto slots = slots_; !slots.empty();) {
    const auto slot = slots.take();
    const auto& interest = links_[slot]->interest;
    if (!interest || interest->contains(feed)) found.insert(slot);
  }
  return found;
}

// It is signed, and lies behind a gap. By when it is taken up, who brought it may be gone.
void Core::park(Heard heard) {
  const auto& header = heard.header;
  if (heard.payload && sha256(*heard.payload) != header.payload_hash)
    return misbehaved(*heard.source.slot, "a payload is not the one that its header names");
  const auto head = shelf_.head(header.feed);
  const auto held = head && head->epoch == header.epoch ? head->seq : 0;
  if (parked_count_ < config_.limits.parked_max &&
      parked_[header.feed].put(header, std::move(heard.payload), now_))
    ++parked_count_;
  chase(*heard.source.slot, header.feed, header.epoch, {.from = held + 1, .to = header.seq - 1});
}

// What it still lacks is asked of whoever brought the entry before it.
void Core::take_parked(const FeedId& feed, std::uint64_t seq, std::optional<Slot> slot) {
  const auto found = parked_.find(feed);
  if (found == parked_.end()) return;
  auto parked = found->second.take(seq);
  if (!parked) return;
  parked_count_ -= std::min<std::size_t>(parked_count_, 1);
  judge_entry({.header = parked->header,
               .payload = std::move(parked->payload),
               .place = feed::feed_head_of(parked->header),
               .source = {.way = Way::asked, .slot = slot}});
}

void Core::refused(const Heard& heard, const Error& error) {
  if (error.code == unknown_feed) return hear_stranger(heard);
  if (!heard.source.slot) return;
  const auto slot = *heard.source.slot;
  if (error.code == feed::unauthorised_key) return doubt_keys(slot, heard.header);
  if (is_fault(error.code)) return misbehaved(slot, error.detail);
  if (error.code == feed::forked) return hear_branch(heard);
  // Of a later epoch the first entry is needed first.
  if (error.code == feed::wrong_epoch) return hear_claim(slot, heard.header);
  if (error.code == feed::wrong_previous) look_back(slot, heard.header.feed, heard.header.seq - 1);
}

void Core::await_payload(const Source& source, const Header& header) {
  if (!source.slot || awaited_.contains(header.payload_hash) ||
      awaited_.size() >= config_.limits.awaited_max)
    return;
  awaited_[header.payload_hash] = {.header = header, .slot = *source.slot, .since = now_};
  send(*source.slot, gossip::PayloadRequest{{header.payload_hash}});
}

void Core::on_frame(Slot slot, gossip::PayloadAnswer& frame) {
  const auto id = links_[slot]->id;
  for (auto& payload : frame.payloads) {
    if (find_slot(id) != slot) return;
    const auto hash = sha256(payload);
    if (const auto branch = branches_.find(hash); branch != branches_.end())
      keep_branch(branch->second.header, payload);
    const auto found = awaited_.find(hash);
    if (found == awaited_.end() || found->second.slot != slot) continue;
    const auto header = found->second.header;
    awaited_.erase(found);
    hear(slot, header, std::move(payload));
  }
}

// One that may be erased was, where somebody who holds the entry does not have it (feed.md 8). Any
// other is asked of whoever is next to tell of the feed.
void Core::on_frame(Slot slot, gossip::PayloadAbsent& frame) {
  const auto id = links_[slot]->id;
  for (const auto& hash : frame.hashes) {
    if (find_slot(id) != slot) return;
    const auto found = awaited_.find(hash);
    if (found == awaited_.end() || found->second.slot != slot) continue;
    const auto header = found->second.header;
    awaited_.erase(found);
    if (!header.has(feed::flag_erasable)) {
      chases_.erase(header.feed);
      continue;
    }
    judge_entry({.header = header,
                 .payload = std::nullopt,
                 .place = feed::feed_head_of(header),
                 .source = source_of(slot, header),
                 .is_gone = true});
  }
}

}  // namespace waarmerk::node::mesh
