// Blocks: the fixed ranges in which a host of plain files gives entries and arrivals
// (spec/wire/gossip.md 6).
#pragma once

#include <algorithm>
#include <cstdint>

#include "node/feed/feed_reader.hpp"

namespace waarmerk::node::gossip {

inline constexpr std::uint64_t entries_per_block = 64;
inline constexpr std::uint64_t arrivals_per_block = 512;

/// The block of `size` numbers, counted from 1, in which this one lies. The last one of all is one
/// short.
constexpr feed::SeqRange block_of(std::uint64_t number, std::uint64_t size) {
  const auto before = (std::max<std::uint64_t>(number, 1) - 1) / size * size;
  return {before + 1, before + std::min(size, UINT64_MAX - before)};
}

}  // namespace waarmerk::node::gossip
