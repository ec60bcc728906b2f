// Stance: what a witness's leaf says of a feed, beside what is held of that feed here.
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/base/sha2.hpp"
#include "node/feed/feed_head.hpp"
#include "node/witness/leaf.hpp"

namespace waarmerk::node::witness {

enum class Stance {
  agrees,   ///< it saw the entry in question, and nothing that is not held here
  behind,   ///< it had not seen the entry in question yet
  ahead,    ///< it saw a newer entry than is held here
  differs,  ///< it saw another entry in the place of one that is held here
  forked,   ///< it saw that the feed is forked
};

/// A place in a feed.
struct EntryPlace {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;

  friend auto operator<=>(const EntryPlace&, const EntryPlace&) = default;
};

/// What is held of the feed that the leaf is about.
struct HeldFeed {
  EntryPlace head;
  std::optional<Sha256> at_leaf = {};  ///< the hash of the entry in the leaf's place
  EntryPlace entry;                    ///< the entry in question
};

Stance stance_of(const Leaf& leaf, const HeldFeed& held);

}  // namespace waarmerk::node::witness
