#include "node/recon/initiator.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "node/recon/error_codes.hpp"

namespace waarmerk::node::recon {

namespace {

template <class T>
void sort_once(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto twice = std::ranges::unique(values);
  values.erase(twice.begin(), twice.end());
}

}  // namespace

Initiator::Initiator(ItemSet ours, const Cut& cut, const Limits& limits)
    : ours_(std::move(ours)), cut_(cut), limits_(limits), session_(limits) {}

Bytes Initiator::open() {
  Answer first(ours_, cut_.buckets, limits_.message_bytes_max);
  const OwnRange all{{0, ours_.size()}, Bound::infinity()};
  if (cut_.open_whole)
    first.ask(all);
  else
    narrow(first, all);
  [[maybe_unused]] const bool fits = session_.begin_round() && session_.count(first.bytes().size());
  assert(fits);
  return first.bytes();
}

Result<std::optional<Bytes>> Initiator::answer(ByteView message) {
  TRY_OK(session_.count(message.size()));
  auto next = read(message);
  if (!next) return session_.end_with(std::move(next).error());
  if (next->empty()) {
    session_.end();
    return std::nullopt;
  }
  TRY_OK(session_.begin_round());
  TRY_OK(session_.count(next->size()));
  return *std::move(next);
}

// The next message, empty where there is nothing to say.
Result<Bytes> Initiator::read(ByteView message) {
  TRY(ranges, decode_message(message));
  session_.count_ranges(ranges.size());
  Answer next(ours_, cut_.buckets, limits_.message_bytes_max);
  TRY_OK(next.follow(ranges, {.on_list = [&](const OwnRange& own,
                                             const IdList& theirs) { return compare(own, theirs); },
                              .on_difference = [&](const OwnRange& own) { narrow(next, own); }}));
  return next.is_empty() ? Bytes{} : next.bytes();
}

// Brings the two sides closer to what differs in a range.
void Initiator::narrow(Answer& answer, const OwnRange& range) const {
  const auto size = range.ranks.size();
  if (size == 0 || (cut_.ask_below == 0 && size < cut_.list_below))
    answer.list(range);
  else if (size < cut_.ask_below)
    answer.ask(range);
  else
    answer.split(range);
}

Result<void> Initiator::compare(const OwnRange& range, const IdList& theirs) {
  auto their_ids = theirs.ids;
  sort_once(their_ids);
  std::vector<bool> held(their_ids.size());
  for (const auto& item : ours_.items(range.ranks)) {
    const auto found = std::ranges::lower_bound(their_ids, item.id);
    if (found == their_ids.end() || *found != item.id)
      found_.have.push_back(item);
    else
      held[static_cast<std::size_t>(found - their_ids.begin())] = true;
  }
  for (std::size_t i = 0; i < held.size(); ++i)
    if (!held[i]) found_.need.push_back(their_ids[i]);
  if (found_.size() > std::max(limits_.differences_min, ours_.size() / 5))
    return fail(too_different, "too much differs");
  return {};
}

Differences Initiator::differences() const {
  auto found = found_;
  sort_once(found.have);
  sort_once(found.need);
  return found;
}

}  // namespace waarmerk::node::recon
