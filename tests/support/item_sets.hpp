// Sets of items drawn by chance, two sets that differ a little, and a session between them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "crypto/base/random.hpp"
#include "node/recon/initiator.hpp"
#include "node/recon/responder.hpp"

namespace waarmerk::tests {

/// Keys from 0 to `keys` - 1; 0 for all that there are.
inline node::recon::Item draw_item(Random& random, std::uint64_t keys = 0) {
  const auto bound = keys == 0 ? node::recon::key_max : keys;
  return {.key = draw_below(random, bound), .id = node::recon::ItemId(draw<32>(random))};
}

inline std::vector<node::recon::Item> draw_items(Random& random, std::size_t count,
                                                 std::uint64_t keys = 0) {
  std::vector<node::recon::Item> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back(draw_item(random, keys));
  return items;
}

/// What two sides hold, and what the first will find.
struct TwoSides {
  std::vector<node::recon::Item> ours, theirs;
  node::recon::Differences differences;
};

/// `count` feeds, of which the heads of the first `moved` are older on our side.
inline TwoSides moved_heads(Random& random, std::size_t count, std::size_t moved) {
  TwoSides sides;
  sides.theirs = draw_items(random, count);
  sides.ours = sides.theirs;
  for (std::size_t i = 0; i < moved; ++i) {
    sides.ours[i].id = node::recon::ItemId(draw<32>(random));
    sides.differences.have.push_back(sides.ours[i]);
    sides.differences.need.push_back(sides.theirs[i].id);
  }
  std::ranges::sort(sides.differences.have);
  std::ranges::sort(sides.differences.need);
  return sides;
}

/// How a session went: bytes and messages both ways, and the failure that ended it.
struct Exchange {
  std::size_t bytes = 0;
  std::vector<Bytes> messages;
  std::optional<Error> failure;
};

inline Exchange exchange(node::recon::Initiator& initiator, node::recon::Responder& responder) {
  Exchange all;
  const auto sent = [&](const Bytes& message) {
    all.bytes += message.size();
    all.messages.push_back(message);
  };
  for (std::optional<Bytes> next = initiator.open(); next;) {
    sent(*next);
    auto answered = responder.answer(*next);
    if (!answered) return all.failure = answered.error(), all;
    sent(*answered);
    auto asked = initiator.answer(*answered);
    if (!asked) return all.failure = asked.error(), all;
    next = *std::move(asked);
  }
  return all;
}

}  // namespace waarmerk::tests
