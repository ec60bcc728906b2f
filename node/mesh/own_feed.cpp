// The recovery of our own feed over links: how far did it go, before we sign again (feed.md 7).
#include <algorithm>

#include "node/feed/limits.hpp"
#include "node/mesh/core.hpp"

namespace waarmerk::node::mesh {

namespace {

constexpr std::int64_t ask_again_ms = 5 * second_ms;

}  // namespace

void Core::on(const RecoverOwnFeed& in) {
  if (!config_.own_feed || recovering_ == in.is_wanted) return;
  recovering_ = in.is_wanted;
  met_before_ = in.met_before;
  recovery_.reset();
  if (recovering_) ask_own_heads();
}

// Whose word may let us sign. A DID costs a stranger nothing, and an old head of ours is public.
bool Core::may_vouch(const Link& link) const {
  if (link.who.trust != Trust::unknown) return true;
  return peers_.known_trusted() == 0 && link.who.name && met_before_.contains(*link.who.name);
}

// Every link is asked: whoever it is, an entry that we signed is shown. Where fewer can vouch than
// answers are needed, and somebody else could, the round stays without an outcome and is begun
// again; at least one has to answer.
void Core::ask_own_heads() {
  next_recovery_ = now_ + ask_again_ms;
  std::size_t vouching = 0;
  for (auto slots = slots_; !slots.empty();) vouching += may_vouch(*links_[slots.take()]) ? 1 : 0;
  const auto trusted = peers_.known_trusted();
  const auto others = trusted > 0 ? trusted : met_before_.size();
  const auto places =
      std::max({std::size_t{1}, vouching, std::min(feed::recovery_answers_min, others)});
  recovery_.emplace(*config_.own_feed, shelf_, is_signed_, places, now_);
  for (auto slots = slots_; !slots.empty();) {
    const auto slot = slots.take();
    auto& link = *links_[slot];
    link.own_place = may_vouch(link) ? recovery_->next() : std::nullopt;
    link.asked_own = next_session_++;
    send(slot, gossip::HeadsRequest{.number = link.asked_own, .feeds = {*config_.own_feed}});
  }
}

void Core::hear_own_head(Slot slot, const gossip::Heads& frame) {
  auto& link = *links_[slot];
  if (!recovery_ || link.asked_own != frame.next) return;
  link.asked_own = 0;
  const auto place = link.own_place;
  const auto id = link.id;
  const bool is_trusted = link.who.trust != Trust::unknown;
  for (const auto& proof : frame.forks) {
    hear_fork(slot, proof);
    if (find_slot(id) != slot) return;
  }
  const auto head = std::ranges::find(frame.heads, *config_.own_feed, &Header::feed);
  if (head != frame.heads.end()) {
    if (place) recovery_->supply(*place, *head);
    if (!place) recovery_->show(*head);
    if (recovery_->is_ahead()) emit(OwnFeedAhead{feed::feed_head_of(*recovery_->newest())});
    hear_claim(slot, *head);
  } else if (place && is_trusted) {
    recovery_->supply(*place, std::nullopt);
  } else if (place) {
    recovery_->supply_silence(*place);  // who does not hold our feed knows nothing of it
  }
  conclude_recovery();
}

void Core::own_link_lost(const Link& link) {
  if (recovery_ && link.asked_own != 0 && link.own_place)
    recovery_->supply_silence(*link.own_place);
}

bool Core::awaits_own_heads() const {
  for (auto slots = slots_; !slots.empty();)
    if (links_[slots.take()]->asked_own != 0) return true;
  return false;
}

// Who has not answered by the end of a round is silent. Until then strangers are waited for too:
// one of them may hold more.
void Core::conclude_recovery() {
  const bool is_over = next_recovery_ <= now_;
  for (auto slots = is_over ? slots_ : Slots(); !slots.empty();)
    own_link_lost(*links_[slots.take()]);
  auto outcome = recovery_ ? recovery_->outcome(now_) : std::nullopt;
  if (outcome != feed::Standing::forked && !is_over && awaits_own_heads()) outcome.reset();
  if (!outcome && !is_over) return;
  if (outcome == feed::Standing::safe || outcome == feed::Standing::forked) {
    if (recovery_->fork()) keep_fork(*recovery_->fork(), std::nullopt);
    recovering_ = false;
    recovery_.reset();
    return emit(OwnFeedStands{*outcome});
  }
  if (is_over) {
    emit(OwnFeedStands{outcome.value_or(feed::Standing::asking)});
    ask_own_heads();
  }
}

// Whether it is to be judged as anybody's.
bool Core::hear_own(const Header& header) {
  if (recovering_) return true;
  const auto held =
      shelf_.headers(header.feed, header.epoch, {.from = header.seq, .to = header.seq}, 1);
  const bool same = !held.empty() && feed::entry_hash(held.front()) == feed::entry_hash(header);
  if (same || !judge_.check(header)) return false;
  const auto fork = shelf_.fork_in(header.feed, header.epoch);
  if (fork && fork->seq() <= header.seq) return false;  // a branch that is known of
  emit(OwnFeedAhead{feed::feed_head_of(header)});
  return !held.empty();
}

}  // namespace waarmerk::node::mesh
