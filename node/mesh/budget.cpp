#include "node/mesh/budget.hpp"

#include <algorithm>

namespace waarmerk::node::mesh {

void Bucket::fill(UnixTime now) {
  // Long ago counts as long enough, so that nothing overflows.
  if (now > at_) held_ += std::min(capacity_ / per_ms_ + 1, now - at_) * per_ms_;
  held_ = std::min(held_, capacity_);
  at_ = now;
}

bool Bucket::take(std::int64_t tokens, UnixTime now) {
  fill(now);
  const auto price = tokens * price_;
  if (price > held_) return false;
  held_ -= price;
  return true;
}

bool Bucket::is_full(UnixTime now) const {
  auto later = *this;
  later.fill(now);
  return later.held_ == capacity_;
}

bool FeedBudget::take(const feed::FeedId& feed, UnixTime now) {
  if (buckets_.size() >= std::min(sweep_above_, limits_.feeds_max) && !buckets_.contains(feed)) {
    std::erase_if(buckets_, [&](const auto& one) { return one.second.is_full(now); });
    sweep_above_ = std::max<std::size_t>(64, 2 * buckets_.size());
    if (buckets_.size() >= limits_.feeds_max) return false;
  }
  const auto fresh = Bucket::every(limits_.entry_every_ms, limits_.entries_burst, now);
  return buckets_.try_emplace(feed, fresh).first->second.take(1, now);
}

}  // namespace waarmerk::node::mesh
