#include "node/mesh/strangers.hpp"

#include <algorithm>
#include <utility>

#include "node/mesh/error_codes.hpp"

namespace waarmerk::node::mesh {

bool Strangers::is_busy(const FeedId& feed, UnixTime now) const {
  const auto left = left_.find(feed);
  return asked_.contains(feed) || (left != left_.end() && now < left->second.until);
}

bool Strangers::claim(Slot slot, const Header& head, UnixTime now) {
  const auto raise = [&](Header& claim) {
    if (std::pair(claim.epoch, claim.seq) < std::pair(head.epoch, head.seq)) claim = head;
  };
  if (const auto asked = asked_.find(head.feed); asked != asked_.end()) {
    if (asked->second.slot == slot) raise(asked->second.claim);
    return true;
  }
  if (is_busy(head.feed, now)) return true;
  auto& waiting = waiting_[slot];
  if (const auto same = std::ranges::find(waiting, head.feed, &Header::feed);
      same != waiting.end()) {
    raise(*same);
    return true;
  }
  if (waiting.size() >= limits_.waiting_of_link_max) return false;
  waiting.push_back(head);
  return true;
}

std::size_t Strangers::asked_of(Slot slot) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(asked_, [&](const auto& one) { return one.second.slot == slot; }));
}

bool Strangers::may_ask(Slot slot, const Bringer& by) const {
  const auto most = by ? limits_.asked_of_link_max : limits_.asked_of_chosen_max;
  return asked_.size() < limits_.asked_max && asked_of(slot) < most;
}

std::optional<feed::Header> Strangers::next(Slot slot, const Bringer& by) {
  const auto found = waiting_.find(slot);
  if (found == waiting_.end() || !may_ask(slot, by)) return std::nullopt;
  const auto head = found->second.front();
  found->second.pop_front();
  if (found->second.empty()) waiting_.erase(found);
  return head;
}

std::size_t Strangers::waiting() const {
  std::size_t count = 0;
  for (const auto& [slot, heads] : waiting_) count += heads.size();
  return count;
}

Slots Strangers::slots() const {
  Slots slots;
  for (const auto& [slot, heads] : waiting_) slots.insert(slot);
  return slots;
}

const Strangers::Asked* Strangers::find(const FeedId& feed) const {
  const auto found = asked_.find(feed);
  return found == asked_.end() ? nullptr : &found->second;
}

Strangers::Share Strangers::whole(UnixTime now) const {
  return {Bucket::over(limits_.new_ms, limits_.of_node_max, now),
          Bucket::over(limits_.new_ms, limits_.bytes_of_node_max, now)};
}

// Nothing where so many nodes brought something that no other can be counted.
Strangers::Share* Strangers::find_share(const FeedId& by, UnixTime now) {
  if (!all_)
    all_ = {Bucket::over(limits_.new_ms, limits_.feeds_max, now),
            Bucket::over(limits_.new_ms, limits_.bytes_max, now)};
  if (const auto found = shares_.find(by); found != shares_.end()) return &found->second;
  if (shares_.size() >= limits_.nodes_max)
    std::erase_if(shares_, [&](const auto& one) {
      return one.second.feeds.is_full(now) && one.second.bytes.is_full(now);
    });
  if (shares_.size() >= limits_.nodes_max) return nullptr;
  return &shares_.emplace(by, whole(now)).first->second;
}

Result<void> Strangers::check_room(const Bringer& by, UnixTime now) {
  if (!by) return {};
  const auto* share = find_share(*by, now);
  if (share == nullptr || !all_->feeds.holds(1, now))
    return fail(too_many_strangers, "more feeds that nobody knows than are looked up in a week");
  if (!share->feeds.holds(1, now))
    return fail(too_many_strangers, "it brings more feeds that nobody knows than one node may");
  return {};
}

void Strangers::look_up(const Asked& asked, UnixTime now) {
  auto& entry = asked_[asked.claim.feed] = asked;
  entry.is_looked_up = true;
  if (!asked.by) return;
  if (auto* share = find_share(*asked.by, now)) share->feeds.take(1, now);
  all_->feeds.take(1, now);
}

std::optional<Strangers::Asked> Strangers::done(const FeedId& feed) {
  auto node = asked_.extract(feed);
  if (node.empty()) return std::nullopt;
  return std::move(node.mapped());
}

void Strangers::leave(const FeedId& feed, UnixTime now) {
  auto& left = left_[feed];
  left.wait_ms = std::clamp(2 * left.wait_ms, limits_.retry_first_ms, limits_.retry_last_ms);
  left.until = now + left.wait_ms;
  while (left_.size() > limits_.left_max) left_.erase(left_.begin());
}

void Strangers::put_off(const Asked& asked, UnixTime now) {
  const auto wait_ms = left_[asked.claim.feed].wait_ms;
  leave(asked.claim.feed, now);
  if (const auto left = left_.find(asked.claim.feed); left != left_.end())
    left->second = {.until = now + limits_.retry_first_ms, .wait_ms = wait_ms};
  if (!asked.by) return;
  if (auto* share = find_share(*asked.by, now)) share->feeds.give_back(1);
  all_->feeds.give_back(1);
}

void Strangers::met(const FeedId& feed, const Bringer& by, UnixTime now) {
  if (by) new_.try_emplace(feed, now);
}

bool Strangers::allows(const Bringer& by, std::int64_t bytes, UnixTime now) {
  if (!by) return true;
  const auto* share = find_share(*by, now);
  return share != nullptr && share->bytes.holds(bytes, now) && all_->bytes.holds(bytes, now);
}

void Strangers::spend(const Bringer& by, std::int64_t bytes, UnixTime now) {
  if (!by) return;
  if (auto* share = find_share(*by, now)) share->bytes.take(bytes, now);
  all_->bytes.take(bytes, now);
}

void Strangers::link_down(Slot slot) {
  waiting_.erase(slot);
  std::erase_if(
      asked_, [&](const auto& one) { return one.second.slot == slot && !one.second.is_looked_up; });
  for (auto& [feed, asked] : asked_)
    if (asked.slot == slot) asked.slot.reset();
}

void Strangers::forget_stale(UnixTime now) {
  std::erase_if(asked_, [&](const auto& one) {
    return !one.second.is_looked_up && now - one.second.since > limits_.asked_ms;
  });
  std::erase_if(left_,
                [&](const auto& one) { return now - one.second.until > limits_.retry_last_ms; });
  std::erase_if(new_, [&](const auto& one) { return now - one.second > limits_.new_ms; });
}

}  // namespace waarmerk::node::mesh
