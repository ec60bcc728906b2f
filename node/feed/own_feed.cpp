#include "node/feed/own_feed.hpp"

#include <utility>

namespace waarmerk::node::feed {

Standing standing_at_start(const InstanceLock& lock, std::size_t peers_known) {
  const bool never_ran = !lock.in_store && !lock.outside && !lock.has_own_entries;
  const bool same = lock.in_store && lock.outside && *lock.in_store == *lock.outside;
  return same || never_ran || peers_known == 0 ? Standing::safe : Standing::asking;
}

OwnFeed::OwnFeed(FeedId feed, const FeedReader& reader, const Outbox& outbox, Standing standing)
    : feed_(feed), reader_(reader), outbox_(outbox), standing_(standing) {}

Standing OwnFeed::standing() const {
  return standing_ == Standing::safe && is_behind() ? Standing::behind : standing_;
}

bool OwnFeed::is_behind() const {
  if (!seen_) return false;
  const auto head = ChainState(feed_, reader_).head();
  return std::pair(head.epoch, head.seq) < std::pair(seen_->epoch, seen_->seq);
}

Result<Entry> OwnFeed::prepare(Draft draft, UnixTime now, const keys::Signer& signer) {
  if (standing() != Standing::safe)
    return fail(not_safe, "not yet safe to publish: peers must first say how far our feed went");
  if (pending_) return fail(already_signed, "the entry signed before is not yet saved");
  const ChainState state(feed_, reader_);
  if (outbox_.signed_at(state.head().epoch, state.head().seq + 1))
    return fail(already_signed, "another entry was signed for this place");
  auto entry = append(state, std::move(draft), now, signer);
  pending_ = entry.has_value();
  return entry;
}

Result<Entry> OwnFeed::prepare_epoch(const EpochStart& start, UnixTime now,
                                     const keys::Signer& signer) {
  if (standing() != Standing::safe && standing() != Standing::forked)
    return fail(not_safe, "not yet safe to publish: peers must first say how far our feed went");
  const ChainState state(feed_, reader_);
  if (pending_ || outbox_.signed_at(state.head().epoch + 1, 1))
    return fail(already_signed, "another entry was signed for this place");
  auto entry = begin_epoch(state, start, now, signer);
  pending_ = begins_epoch_ = entry.has_value();
  return entry;
}

void OwnFeed::saved() {
  pending_ = false;
  if (std::exchange(begins_epoch_, false)) standing_ = Standing::safe;
}

void OwnFeed::uncertain() {
  if (begins_epoch_) standing_ = Standing::safe;  // perhaps it is healed: peers will tell
  stand(Standing::asking);
}

void OwnFeed::stand(Standing standing) {
  if (standing_ == Standing::forked) return;  // nothing that peers say undoes a fork
  pending_ = begins_epoch_ = false;
  standing_ = standing;
}

void OwnFeed::seen(const FeedHead& head) {
  const bool is_newer =
      !seen_ || std::pair(seen_->epoch, seen_->seq) < std::pair(head.epoch, head.seq);
  if (head.feed == feed_ && is_newer) seen_ = head;
}

}  // namespace waarmerk::node::feed
