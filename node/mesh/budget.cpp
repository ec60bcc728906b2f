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

bool Bucket::holds(std::int64_t tokens, UnixTime now) const {
  auto later = *this;
  return later.take(tokens, now);
}

bool FeedBudget::allows(const feed::FeedId& feed, const Cost& cost, UnixTime now) {
  const auto found = buckets_.find(feed);
  if (found != buckets_.end())
    return found->second.entries.holds(1, now) && found->second.bytes.holds(cost.bytes, now);
  if (buckets_.size() < std::min(sweep_above_, limits_.feeds_max)) return true;
  // Looking through all of them is dear, and where it was in vain nothing changes soon.
  const bool is_full = buckets_.size() >= limits_.feeds_max;
  if (is_full && swept_ <= now && now - swept_ < second_ms) return false;
  swept_ = now;
  std::erase_if(buckets_, [&](const auto& one) {
    return one.second.entries.is_full(now) && one.second.bytes.is_full(now);
  });
  sweep_above_ = std::max<std::size_t>(64, 2 * buckets_.size());
  return buckets_.size() < limits_.feeds_max;
}

void FeedBudget::spend(const feed::FeedId& feed, const Cost& cost, UnixTime now) {
  auto& buckets = buckets_.try_emplace(feed, fresh(cost, now)).first->second;
  buckets.entries.take(1, now);
  buckets.bytes.take(cost.bytes, now);
}

}  // namespace waarmerk::node::mesh
