// Meeting: feeds that are not known yet. Who they are stands in their first entry, and with which
// keys they sign the driver finds out (spec/wire/mesh.md 4).
#include <algorithm>
#include <utility>

#include "node/feed/payload.hpp"
#include "node/mesh/core.hpp"
#include "node/mesh/error_codes.hpp"

namespace waarmerk::node::mesh {

Strangers::Bringer Core::bringer(std::optional<Slot> slot) const {
  if (!slot) return FeedId{};
  const auto& who = links_[*slot]->who;
  if (who.trust == Trust::configured) return std::nullopt;
  return who.name.value_or(FeedId{});
}

bool Core::is_stranger(const Header& head) const {
  const auto fine = judge_.check(head);
  return !fine && fine.error().code == unknown_feed;
}

// What finds no room is told again once this link has nothing else to be asked about.
void Core::meet(Slot slot, const Header& claim) {
  if (!strangers_.claim(slot, claim, now_)) links_[slot]->has_more_strangers = true;
}

void Core::ask_strangers() {
  for (auto slots = strangers_.slots(); !slots.empty();) {
    const auto slot = slots.take();
    while (const auto claim = strangers_.next(slot, bringer(slot))) ask_who(slot, *claim);
    auto& link = *links_[slot];
    if (strangers_.has_waiting(slot) || !std::exchange(link.has_more_strangers, false)) continue;
    begin_repair(slot);
  }
}

void Core::ask_who(Slot slot, const Header& claim) {
  if (strangers_.is_busy(claim.feed, now_)) return;
  if (!is_stranger(claim)) return hear_claim(slot, claim);
  const auto by = bringer(slot);
  if (const auto room = strangers_.check_room(by, now_); !room) return refuse(slot, room.error());
  links_[slot]->is_refused = false;
  const Strangers::Asked asked{.slot = slot, .by = by, .claim = claim, .since = now_};
  // Its entries may be here and not its document.
  if (const auto first = shelf_.headers(claim.feed, 0, {.from = 1, .to = 1}, 1); !first.empty())
    if (const auto payload = shelf_.payload(first.front().payload_hash))
      return look_up(asked, *payload);
  strangers_.ask(asked);
  chase(slot, claim.feed, 0, {.from = 1, .to = 1});
}

// Told once, until there was room again.
void Core::refuse(Slot slot, const Error& error) {
  auto& link = *links_[slot];
  link.has_more_strangers = false;
  if (std::exchange(link.is_refused, true)) return;
  emit(StrangersRefused{link.id, error});
}

// An entry of a feed that is not known. The signature is looked at when it comes again, by then
// with keys to judge it by.
void Core::hear_stranger(const Heard& heard) {
  if (!heard.source.slot) return;
  const auto slot = *heard.source.slot;
  const auto& header = heard.header;
  const auto* asked = strangers_.find(header.feed);
  const bool is_first = header.epoch == 0 && header.seq == 1;
  if (asked == nullptr || asked->slot != slot || asked->is_looked_up || !is_first)
    return meet(slot, header);
  chases_.erase(header.feed);
  const bool is_log = header.type == feed::EntryType::did_log &&
                      header.payload_size <= feed::payload_bytes_max_of(header.type);
  if (is_log && !heard.payload) return await_payload(heard.source, header);
  if (is_log && sha256(*heard.payload) != header.payload_hash)
    return misbehaved(slot, "a payload is not the one that its header names");
  // Who relays a feed may know it otherwise, and is not to blame for how it starts.
  if (!is_log || !check_payload_bytes(header, *heard.payload) ||
      !check_payload(header, *heard.payload)) {
    strangers_.done(header.feed);
    return strangers_.leave(header.feed, now_);
  }
  look_up(Strangers::Asked(*asked), *heard.payload);
}

void Core::look_up(const Strangers::Asked& asked, ByteView introduction) {
  const auto feed = asked.claim.feed;
  if (const auto room = strangers_.check_room(asked.by, now_); !room) {
    strangers_.done(feed);
    return refuse(*asked.slot, room.error());
  }
  strangers_.look_up(asked, now_);
  outs_->push_back(ResolveFeed{feed, to_bytes(introduction), asked.by});
}

// Its owner may have another key by now, or somebody made one up.
void Core::doubt_keys(Slot slot, const Header& header) {
  const auto by = bringer(slot);
  if (header.feed == config_.own_feed || !strangers_.may_ask(slot, by) ||
      strangers_.is_busy(header.feed, now_))
    return;
  look_up({.slot = slot, .by = by, .claim = header, .since = now_}, {});
}

void Core::on(const FeedsMetBefore& in) {
  for (const auto& [feed, since] : in.feeds) strangers_.recall(feed, since);
}

void Core::on(const FeedResolved& in) {
  const auto asked = strangers_.done(in.feed);
  if (in.is_put_off && asked) return strangers_.put_off(*asked, now_);
  const bool was_held = shelf_.head(in.feed).has_value();
  if (!in.is_known || was_held) strangers_.leave(in.feed, now_);
  if (!in.is_known || !asked) return;
  if (!was_held) strangers_.met(in.feed, asked->by, now_);
  if (!asked->slot) return;
  const auto found = chases_.find(in.feed);
  if (found == chases_.end()) return hear_claim(*asked->slot, asked->claim);
  auto& chase = found->second;
  ask(chase, {.from = chase.asked.from, .to = chase.to}, true);
}

}  // namespace waarmerk::node::mesh
