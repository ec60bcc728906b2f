// Links: how they come and go, what a frame costs, and who is told of whom.
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"

namespace waarmerk::node::mesh {

namespace {

/// What it costs to look at a frame, in tokens.
struct Price {
  std::int64_t operator()(const gossip::Entries& frame) const {
    return verify_tokens * static_cast<std::int64_t>(frame.entries.size());
  }
  std::int64_t operator()(const gossip::Fork&) const { return 2 * verify_tokens; }
  std::int64_t operator()(const gossip::Ihave& frame) const {
    return static_cast<std::int64_t>(frame.ids.size()) / announced_per_token;
  }
  std::int64_t operator()(const gossip::Peers& frame) const {
    return verify_tokens * static_cast<std::int64_t>(frame.records.size());
  }
  std::int64_t operator()(const gossip::Heads& frame) const {
    return range_tokens * static_cast<std::int64_t>(frame.heads.size()) +
           2 * verify_tokens * static_cast<std::int64_t>(frame.forks.size());
  }
  std::int64_t operator()(const gossip::Iwant& frame) const {
    auto entries = static_cast<std::int64_t>(frame.ids.size());
    for (const auto& range : frame.ranges)
      entries += static_cast<std::int64_t>(range.range.to - range.range.from + 1);
    return range_tokens * entries;
  }
  std::int64_t operator()(const gossip::HeadsRequest& frame) const {
    return range_tokens *
           static_cast<std::int64_t>(frame.from_key ? gossip::heads_paged_max : frame.feeds.size());
  }
  std::int64_t operator()(const witness::Snapshot&) const { return verify_tokens; }
  std::int64_t operator()(const witness::Proof&) const { return verify_tokens; }
  std::int64_t operator()(const gossip::ProofRequest& frame) const {
    return proof_tokens * static_cast<std::int64_t>(frame.feeds.size());
  }
  std::int64_t operator()(const gossip::Recon& frame) const {
    // A range takes some 27 bytes, and an id that is wanted a search.
    return range_tokens *
           static_cast<std::int64_t>(1 + frame.message.size() / 27 + frame.wanted.size());
  }
  template <class T>
  std::int64_t operator()(const T&) const {
    return 1;
  }
};

}  // namespace

std::optional<Slot> Core::find_slot(LinkId link) const {
  const auto found = std::ranges::find(ids_, link);
  const auto slot = static_cast<Slot>(found - ids_.begin());
  return found != ids_.end() && slots_.contains(slot) ? std::optional(slot) : std::nullopt;
}

void Core::on(const LinkUp& in) {
  const auto who = peers_.recognise(in.who, in.outbound);
  if (in.outbound && peers_.is_feeler(who.endpoint)) {
    peers_.felt(who.endpoint, now_);
    outs_->push_back(Close{in.link});
    return;
  }
  auto refusal = is_leaving_ ? std::optional<std::uint64_t>(gossip::bye_leaving)
                             : peers_.refusal(who, in.outbound, now_);
  if (!refusal && slots_.size() == links_max) refusal = gossip::bye_full;
  if (refusal) return refuse(in, who, *refusal);
  Slot slot = 0;
  while (slots_.contains(slot)) ++slot;
  slots_.insert(slot);
  if (links_.size() <= slot) links_.resize(slot + 1), ids_.resize(slot + 1);
  ids_[slot] = in.link;
  links_[slot] = std::make_unique<Link>(Link{.id = in.link,
                                             .who = who,
                                             .outbound = in.outbound,
                                             .budget = {config_.limits.budget, now_},
                                             .last_heard = now_,
                                             .last_said = now_});
  plum_.link_up(slot, in.key);
  peers_.up(slot, who, in.outbound);
  if (!config_.subscription.all) greet(slot);
  tell_snapshots(slot);
  if (recovering_) ask_own_heads();
  if (in.outbound && may_tell(*links_[slot])) begin_repair(slot);
}

void Core::refuse(const LinkUp& in, const PeerInfo& who, std::uint64_t code) {
  const gossip::Bye bye{.code = code,
                        .retry_ms = static_cast<std::uint64_t>(minute_ms),
                        .alternatives = peers_.alternatives(chance_)};
  outs_->push_back(Send{in.link, std::make_shared<const Bytes>(gossip::encode_frame(bye))});
  outs_->push_back(Close{in.link});
  if (!in.outbound) return;
  const auto same = code == gossip::bye_twice ? peers_.same(who) : std::nullopt;
  if (same) {
    links_[*same]->who = peers_.who(*same);
  } else {
    peers_.failed(who.endpoint, now_, chance_);
  }
}

// Says what we are interested in.
void Core::greet(Slot slot) {
  gossip::Subscribe frame{.all = config_.subscription.all};
  if (!frame.all)
    frame.feeds.assign(config_.subscription.feeds.begin(), config_.subscription.feeds.end());
  if (frame.feeds.size() > gossip::subscribed_feeds_max) frame = {};  // more than it asked for
  send(slot, frame);
}

void Core::on(const LinkDown& in) {
  if (const auto slot = find_slot(in.link)) drop(*slot);
}

void Core::on(const DialFailed& in) { peers_.failed(in.endpoint, now_, chance_); }

void Core::on(const AddressesKnown& in) {
  for (const auto& address : in.addresses) peers_.know(address, now_);
}

void Core::on(const PeersConfigured& in) {
  peers_.configure(in.endpoints, now_);
  for (auto slots = slots_; !slots.empty();) {
    const auto slot = slots.take();
    links_[slot]->who = peers_.who(slot);
  }
}

void Core::on(const Leaving&) {
  is_leaving_ = true;
  for (auto slots = slots_; !slots.empty();) part(slots.take(), gossip::bye_leaving);
}

void Core::drop(Slot slot) {
  const auto link = std::move(links_[slot]);
  slots_.erase(slot);
  plum_.link_down(slot);
  peers_.down(slot, now_, chance_);
  paging_.erase(slot);
  strangers_.link_down(slot);
  for (auto& [name, wish] : wishes_) wish.others.erase(slot);
  for (auto& [name, known] : snapshots_)
    if (known.from == slot) known.from.reset();
  std::erase_if(chases_, [&](const auto& one) { return one.second.slot == slot; });
  std::erase_if(awaited_, [&](const auto& one) { return one.second.slot == slot; });
  own_link_lost(*link);
}

void Core::part(Slot slot, std::uint64_t code) {
  send(slot, gossip::Bye{.code = code});
  outs_->push_back(Close{links_[slot]->id});
  drop(slot);
}

void Core::misbehaved(Slot slot, std::string what) {
  peers_.discourage(links_[slot]->who, now_);
  emit(Misbehaved{links_[slot]->id, std::move(what), peers_.discouraged(now_)});
  part(slot, gossip::bye_misbehaved);
}

// What it brings is worth more than what it once failed to.
void Core::delivered(Slot slot) {
  auto& count = links_[slot]->disappointments;
  count -= std::min<std::size_t>(count, 1);
}

void Core::disappointed(Slot slot) { ++links_[slot]->disappointments; }

// Slow and stale peers are not punished. Of those that we chose ourselves others take the place.
bool Core::let_go_if_useless(Slot slot) {
  auto& link = *links_[slot];
  const auto broken = plum_.broken_promises(slot);
  link.disappointments += broken - std::min(broken, link.broken_before);
  link.broken_before = broken;
  const bool is_useless = link.disappointments >= config_.limits.disappointments_max;
  if (!is_useless || !link.outbound || link.who.trust == Trust::configured ||
      !peers_.has_others(now_))
    return false;
  const auto endpoint = link.who.endpoint;
  part(slot, gossip::bye_leaving);
  peers_.failed(endpoint, now_, chance_);
  return true;
}

// Who names no DID may read. What it is not blamed for it could do without end.
bool Core::may_tell(const Link& link) {
  return link.who.name.has_value() || link.who.trust != Trust::unknown;
}

bool Core::is_left_unread(const Link& link, const gossip::Frame& frame) const {
  if (may_tell(link)) return false;
  if (const auto* heads = std::get_if<gossip::Heads>(&frame)) return heads->next == 0;
  if (const auto* fork = std::get_if<gossip::Fork>(&frame))
    return fork->proof.feed() != config_.own_feed;
  return std::holds_alternative<gossip::Ihave>(frame) ||
         std::holds_alternative<gossip::Peers>(frame) ||
         std::holds_alternative<witness::Snapshot>(frame) ||
         std::holds_alternative<witness::Proof>(frame);
}

bool Core::may_work(Slot slot, std::int64_t tokens) {
  return links_[slot]->budget.work.take(tokens, now_);
}

void Core::send(Slot slot, const gossip::Frame& frame, Priority priority) {
  send(slot, std::make_shared<const Bytes>(gossip::encode_frame(frame)), priority);
}

void Core::send(Slot slot, FrameBytes bytes, Priority priority) {
  links_[slot]->last_said = now_;
  outs_->push_back(Send{links_[slot]->id, std::move(bytes), priority});
}

void Core::on(const Received& in) {
  const auto slot = find_slot(in.link);
  if (!slot) return;
  auto& link = *links_[*slot];
  link.last_heard = now_;
  if (!link.budget.frames.take(1, now_)) return misbehaved(*slot, "too many frames");
  auto frame = gossip::decode_frame(in.frame);
  // A frame of a later version is left unread.
  if (!frame && frame.error().code == gossip::unknown_frame) return;
  if (!frame) return misbehaved(*slot, frame.error().detail);
  if (!link.taken && !std::holds_alternative<gossip::Bye>(*frame)) {
    link.taken = true;
    peers_.taken(*slot);
    if (link.outbound && link.who.trust != Trust::configured)
      emit(AddressReached{link.who.endpoint});
  }
  if (is_left_unread(link, *frame) || !may_work(*slot, std::visit(Price{}, *frame))) return;
  std::visit([&](auto& any) { on_frame(*slot, any); }, *frame);
}

void Core::on_frame(Slot slot, gossip::Ihave& frame) { plum_.announced(slot, frame.ids, now_); }

// Who refuses us says for how long.
void Core::on_frame(Slot slot, gossip::Bye& frame) {
  const auto endpoint = links_[slot]->who.endpoint;
  const bool refused = links_[slot]->outbound && frame.code != gossip::bye_leaving;
  outs_->push_back(Close{links_[slot]->id});
  drop(slot);
  const auto wait = std::min(frame.retry_ms, static_cast<std::uint64_t>(day_ms));
  if (refused) peers_.failed(endpoint, now_, chance_, static_cast<std::int64_t>(wait));
}

void Core::on_frame(Slot slot, gossip::Subscribe& frame) {
  auto& interest = links_[slot]->interest;
  interest.reset();
  if (!frame.all) interest.emplace(frame.feeds.begin(), frame.feeds.end());
}

// Records are believed where their own key signed them; from one link, seldom. One that does not
// hold is nobody's fault: it was signed with a key that we do not know yet, or any more.
void Core::on_frame(Slot slot, gossip::Peers& frame) {
  auto& heard = links_[slot]->heard_peers;
  if (heard && now_ - *heard < config_.limits.peers_ms / 2) return;
  heard = now_;
  for (auto& record : frame.records) {
    const auto age = now_ - record.at;
    if (age > config_.limits.peers.record_age_max_ms || age < -feed::clock_skew_ms) continue;
    if (!peers_.is_news(record)) continue;
    if (!judge_.check(record)) continue;
    auto endpoint = record.endpoint;
    peers_.know({.endpoint = std::move(endpoint),
                 .record = std::move(record),
                 .told_by = links_[slot]->who.name},
                now_);
  }
}

void Core::tell_peers(Slot slot) {
  auto& told = links_[slot]->told_peers;
  if (told && now_ - *told < config_.limits.peers_ms) return;
  told = now_;
  // Whoever dialled is the one in need of addresses.
  gossip::Peers frame;
  if (!links_[slot]->outbound) frame.records = peers_.records(now_, chance_);
  if (config_.own_record) {
    if (frame.records.size() == gossip::peer_records_max) frame.records.pop_back();
    frame.records.push_back(*config_.own_record);
  }
  if (!frame.records.empty()) send(slot, frame, Priority::lazy);
}

void Core::dial_more() {
  if (is_leaving_) return;
  for (auto& endpoint : peers_.dials(now_, chance_)) outs_->push_back(Dial{std::move(endpoint)});
}

}  // namespace waarmerk::node::mesh
