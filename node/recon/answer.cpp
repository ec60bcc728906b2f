#include "node/recon/answer.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace waarmerk::node::recon {

namespace {

constexpr std::size_t id_bytes = 32;
constexpr std::size_t bound_bytes_max = 10 + 1 + id_bytes;
constexpr std::size_t asked_bytes_max = bound_bytes_max + 1 + sizeof(Fingerprint);
constexpr std::size_t list_bytes_max = bound_bytes_max + 1 + 3;  // and the ids
// What is kept free for the end of a message: a Skip, and a fingerprint of all that is left.
constexpr std::size_t reserve_bytes = 200;
static_assert(reserve_bytes >= 2 * asked_bytes_max);

std::vector<ItemId> ids_of(const std::vector<Item>& items) {
  std::vector<ItemId> ids;
  ids.reserve(items.size());
  for (const auto& item : items) ids.push_back(item.id);
  return ids;
}

}  // namespace

Answer::Answer(const ItemSet& ours, std::size_t buckets, std::size_t bytes_max)
    : ours_(ours), buckets_(buckets), bytes_max_(bytes_max) {
  assert(bytes_max_ >= 4096 && buckets_ >= 2);
}

Result<void> Answer::follow(const std::vector<Range>& said, const Moves& moves) {
  std::size_t from = 0;
  for (const auto& range : said) {
    const OwnRange own{{from, ours_.rank(range.upper)}, range.upper};
    const auto size_before = writer_.size();
    if (const auto* list = std::get_if<IdList>(&range.claim)) TRY_OK(moves.on_list(own, *list));
    const auto* theirs = std::get_if<Fingerprint>(&range.claim);
    if (theirs != nullptr && *theirs != ours_.fingerprint(own.ranks)) moves.on_difference(own);
    if (writer_.size() == size_before) skipped_ = own.upper;
    if (full_) break;
    from = own.ranks.to;
  }
  return {};
}

void Answer::flush_skip() {
  if (skipped_) writer_.add(*std::exchange(skipped_, {}), Skip{});
}

bool Answer::has_room(std::size_t bytes) const {
  return writer_.size() + bytes + reserve_bytes <= bytes_max_;
}

// Ends the message from the item of rank `from` on, where what comes next does not fit.
bool Answer::finish_unless_room(std::size_t from, std::size_t bytes) {
  flush_skip();
  if (has_room(bytes)) return false;
  writer_.add(Bound::infinity(), ours_.fingerprint({from, ours_.size()}));
  full_ = true;
  return true;
}

void Answer::ask(const OwnRange& range) {
  if (finish_unless_room(range.ranks.from, asked_bytes_max)) return;
  writer_.add(range.upper, ours_.fingerprint(range.ranks));
}

Ranks Answer::list(const OwnRange& range) {
  if (finish_unless_room(range.ranks.from, list_bytes_max + id_bytes)) return {};
  auto listed = range.ranks;
  const auto room = (bytes_max_ - reserve_bytes - writer_.size() - list_bytes_max) / id_bytes;
  listed.to = std::min(listed.to, listed.from + room);
  const auto upper = listed.to == range.ranks.to ? range.upper : bound_at(listed.to, range);
  writer_.add(upper, IdList{ids_of(ours_.items(listed))});
  if (listed.to == range.ranks.to) return listed;
  writer_.add(Bound::infinity(), ours_.fingerprint({listed.to, ours_.size()}));
  full_ = true;
  return listed;
}

void Answer::split(const OwnRange& range) {
  const auto size = range.ranks.size();
  const auto parts = std::min(buckets_, size);
  assert(parts > 0);
  if (finish_unless_room(range.ranks.from, parts * asked_bytes_max)) return;
  auto part = Ranks{range.ranks.from, range.ranks.from};
  for (std::size_t i = 0; i < parts; ++i) {
    part.to += size / parts + (i < size % parts ? 1 : 0);
    writer_.add(bound_at(part.to, range), ours_.fingerprint(part));
    part.from = part.to;
  }
}

// The end of a part of `range` that goes to before `rank`, which is not its first.
Bound Answer::bound_at(std::size_t rank, const OwnRange& range) const {
  if (rank == range.ranks.to) return range.upper;
  return bound_between(ours_.at(rank - 1), ours_.at(rank));
}

}  // namespace waarmerk::node::recon
