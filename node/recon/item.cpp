#include "node/recon/item.hpp"

#include <algorithm>
#include <cassert>

namespace waarmerk::node::recon {

Bound::Bound(std::uint64_t key, ByteView prefix)
    : floor_{.key = key}, prefix_bytes_(static_cast<std::uint8_t>(prefix.size())) {
  assert(prefix.size() <= floor_.id.value.size());
  std::ranges::copy(prefix, floor_.id.value.begin());
}

Bound bound_between(const Item& below, const Item& above) {
  if (below.key != above.key) return Bound(above.key);
  const auto& id = above.id.value;
  const auto differs = std::ranges::mismatch(below.id.value, id).in2;
  return {above.key, ByteView(id.begin(), differs + 1)};
}

}  // namespace waarmerk::node::recon
