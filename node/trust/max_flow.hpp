// max_flow: the most that could flow if depths did not matter, and the narrowest place on the way.
//
// It bounds what best_paths finds, and says what would have to change (spec/trust.md 6).
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "node/trust/region.hpp"

namespace waarmerk::node::trust {

/// What holds the flow back: a bit, what the asker gives a root, or what passes through a group.
struct NarrowBit {
  BitIndex bit;
  friend bool operator==(const NarrowBit&, const NarrowBit&) = default;
};
struct NarrowRoot {
  Stop root;
  friend bool operator==(const NarrowRoot&, const NarrowRoot&) = default;
};
struct NarrowGroup {
  std::uint32_t group;
  friend bool operator==(const NarrowGroup&, const NarrowGroup&) = default;
};
using Narrow = std::variant<NarrowBit, NarrowRoot, NarrowGroup>;

struct MaxFlow {
  int amount = 0;
  std::vector<Narrow> cut;  ///< whose amounts add up to `amount`; the one nearest to the roots
};

/// Of a region whose issuer is no root. No more than 120 for each root.
MaxFlow max_flow(const Region& region);

}  // namespace waarmerk::node::trust
