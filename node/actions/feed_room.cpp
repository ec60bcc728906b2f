#include "node/actions/feed_room.hpp"

#include <algorithm>
#include <utility>

namespace waarmerk::node::actions {
namespace {

/// For so long what was counted is not counted again: there may be many feeds.
constexpr std::int64_t look_again_ms = minute_ms;
constexpr std::int64_t silent_ms = 2 * day_ms;  // two heartbeats did not come
constexpr std::int64_t let_go_ms = day_ms;

struct Stranger {
  feed::FeedId feed;
  records::FeedSize size;
  bool is_silent = false;
};

}  // namespace

void FeedRoom::keep(FindKept find_kept) {
  find_kept_ = std::move(find_kept);
  looked_.reset();
}

void FeedRoom::look_again(UnixTime now) {
  if (looked_ && *looked_ <= now && now - *looked_ < look_again_ms) return;
  looked_ = now;
  if (find_kept_) kept_ = find_kept_();
  kept_.insert(own_);
  strangers_ = {};
  feeds_.visit_sizes([this](const feed::FeedId& feed, const records::FeedSize& size) {
    if (kept_.contains(feed)) return;
    ++strangers_.count;
    strangers_.bytes += size.bytes;
  });
}

bool FeedRoom::is_kept(const feed::FeedId& feed, UnixTime now) {
  look_again(now);
  return kept_.contains(feed);
}

bool FeedRoom::has_room(const feed::FeedId& feed, std::uint64_t bytes, UnixTime now) {
  if (feed == own_) return true;
  look_again(now);
  if (kept_.contains(feed)) return has_room_of_kept(feed, bytes, now);
  const auto size = feeds_.size_of(feed);
  if ((size ? size->bytes : 0) + bytes > limits_.feed_bytes_max) return false;
  // Nor does it wait for room: it would come and go each hour.
  if (!size && was_let_go(feed, now)) return false;
  const bool fits = (size || strangers_.count < limits_.strangers_max) &&
                    strangers_.bytes + bytes <= limits_.strangers_bytes_max;
  if (!fits) is_wanted_ = true;
  return fits;
}

bool FeedRoom::was_let_go(const feed::FeedId& feed, UnixTime now) const {
  const auto found = let_go_.find(feed);
  return found != let_go_.end() && now - found->second < let_go_ms;
}

bool FeedRoom::has_room_of_kept(const feed::FeedId& feed, std::uint64_t bytes, UnixTime now) const {
  const auto size = feeds_.size_of(feed);
  if (!size) return bytes <= limits_.feed_bytes_max;
  const auto days = static_cast<std::uint64_t>(std::max<std::int64_t>(now - size->since, 0)) /
                    static_cast<std::uint64_t>(day_ms);
  return size->bytes + bytes <= limits_.feed_bytes_max + days * limits_.kept_bytes_a_day;
}

void FeedRoom::took(const feed::FeedId& feed, std::uint64_t bytes) {
  if (kept_.contains(feed)) return;
  strangers_.bytes += bytes;
  if (!feeds_.size_of(feed)) ++strangers_.count;
}

std::vector<feed::FeedId> FeedRoom::find_to_forget(UnixTime now) {
  if (!std::exchange(is_wanted_, false)) return {};
  looked_.reset();
  look_again(now);
  std::erase_if(let_go_, [&](const auto& one) { return now - one.second >= let_go_ms; });
  std::vector<Stranger> all;
  feeds_.visit_sizes([&](const feed::FeedId& feed, const records::FeedSize& size) {
    if (!kept_.contains(feed)) all.push_back({feed, size, now - size.grew > silent_ms});
  });
  std::ranges::sort(all, [](const Stranger& a, const Stranger& b) {
    if (a.is_silent != b.is_silent) return a.is_silent;
    if (a.is_silent) return std::pair(a.size.grew, a.feed) < std::pair(b.size.grew, b.feed);
    return std::pair(a.size.since, a.feed) > std::pair(b.size.since, b.feed);
  });
  const auto part = limits_.freed_each_hour;
  const auto bytes_max = limits_.strangers_bytes_max - limits_.strangers_bytes_max / part;
  const auto count_max = limits_.strangers_max - limits_.strangers_max / part;
  std::vector<feed::FeedId> found;
  auto left = strangers_;
  for (const auto& one : all) {
    if (left.bytes <= bytes_max && left.count <= count_max) break;
    found.push_back(one.feed);
    if (let_go_.size() < limits_.let_go_max) let_go_.insert_or_assign(one.feed, now);
    left.bytes -= std::min(left.bytes, one.size.bytes);
    --left.count;
  }
  looked_.reset();  // they are about to go
  return found;
}

Result<std::int64_t> growth_of(const storage::View& store, const storage::Batch& rows) {
  std::int64_t growth = 0;
  for (const auto& row : rows.writes()) {
    TRY(before, store.get(row.family, row.key));
    const auto key = static_cast<std::int64_t>(row.key.size());
    if (before) growth -= key + static_cast<std::int64_t>(before->size());
    if (row.value) growth += key + static_cast<std::int64_t>(row.value->size());
  }
  return growth;
}

}  // namespace waarmerk::node::actions
