#include "node/recon/responder.hpp"

#include <algorithm>
#include <utility>

#include "node/recon/error_codes.hpp"

namespace waarmerk::node::recon {

Responder::Responder(ItemSet ours, const Cut& cut, const Limits& limits)
    : ours_(std::move(ours)), cut_(cut), limits_(limits), session_(limits) {}

Result<Bytes> Responder::answer(ByteView message) {
  TRY_OK(session_.begin_round());
  TRY_OK(session_.count(message.size()));
  auto next = read(message);
  if (!next) return session_.end_with(std::move(next).error());
  TRY_OK(session_.count(next->size()));
  return next;
}

Result<Bytes> Responder::read(ByteView message) {
  auto ranges = decode_message(message);
  if (!ranges && ranges.error().code == unknown_version) return Bytes{protocol_version};
  if (!ranges) return failure_of(std::move(ranges));
  session_.count_ranges(ranges->size());
  Answer next(ours_, cut_.buckets, limits_.message_bytes_max);
  const auto on_list = [&](const OwnRange& own, const IdList&) {
    list(next, own);
    return Result<void>{};
  };
  const auto on_difference = [&](const OwnRange& own) {
    if (own.ranks.size() < cut_.list_below)
      list(next, own);
    else
      next.split(own);
  };
  TRY_OK(next.follow(*ranges, {.on_list = on_list, .on_difference = on_difference}));
  return next.bytes();
}

void Responder::list(Answer& answer, const OwnRange& range) {
  const auto listed = answer.list(range);
  if (listed.size() > 0) listed_.push_back(listed);
}

std::vector<Item> Responder::find_listed(std::span<const ItemId> ids) const {
  std::vector<ItemId> wanted(ids.begin(), ids.end());
  std::ranges::sort(wanted);
  std::vector<Item> found;
  for (const auto& ranks : listed_)
    for (const auto& item : ours_.items(ranks))
      if (std::ranges::binary_search(wanted, item.id)) found.push_back(item);
  std::ranges::sort(found);
  const auto twice = std::ranges::unique(found);
  found.erase(twice.begin(), twice.end());
  return found;
}

}  // namespace waarmerk::node::recon
