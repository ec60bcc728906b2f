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
  recovery_.reset();
  if (recovering_) ask_own_heads();
}

// Every link is asked. Where there are fewer than answers are needed, and somebody else could be
// known, the round stays without an outcome and is begun again; at least one has to answer.
void Core::ask_own_heads() {
  next_recovery_ = now_ + ask_again_ms;
  const auto places = std::max(
      {std::size_t{1}, slots_.size(), std::min(feed::recovery_answers_min, peers_.known())});
  recovery_.emplace(*config_.own_feed, shelf_, is_signed_, places, now_);
  for (auto slots = slots_; !slots.empty();) {
    const auto slot = slots.take();
    auto& link = *links_[slot];
    link.own_place = recovery_->next().value_or(places);
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
  for (const auto& proof : frame.forks) {
    hear_fork(slot, proof);
    if (find_slot(id) != slot) return;
  }
  const auto head = std::ranges::find(frame.heads, *config_.own_feed, &Header::feed);
  if (head == frame.heads.end()) {
    recovery_->supply(place, std::nullopt);
  } else {
    recovery_->supply(place, *head);
    if (recovery_->is_ahead()) emit(OwnFeedAhead{feed::feed_head_of(*recovery_->newest())});
    hear_claim(slot, *head);
  }
  conclude_recovery();
}

void Core::own_link_lost(const Link& link) {
  if (recovery_ && link.asked_own != 0) recovery_->supply_silence(link.own_place);
}

// Who has not answered by the end of a round is silent.
void Core::conclude_recovery() {
  const bool is_over = next_recovery_ <= now_;
  for (auto slots = is_over ? slots_ : Slots(); !slots.empty();)
    own_link_lost(*links_[slots.take()]);
  const auto outcome = recovery_ ? recovery_->outcome(now_) : std::nullopt;
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
