#include "node/feed/revocations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace waarmerk::node::feed {

namespace {

std::uint8_t byte_of(ByteView bits, std::size_t at) {
  return at < bits.size() ? bits[at] : std::uint8_t{0};
}

}  // namespace

Bytes joined(ByteView left, ByteView right) {
  Bytes all(std::max(left.size(), right.size()));
  for (std::size_t at = 0; at < all.size(); ++at)
    all[at] = static_cast<std::uint8_t>(byte_of(left, at) | byte_of(right, at));
  return all;
}

bool keep_revoked(Bytes& beside, ByteView list, ByteView followed) {
  bool is_new = false;
  for (std::size_t at = 0; at < list.size(); ++at) {
    const auto missing = static_cast<std::uint8_t>(list[at] & ~byte_of(followed, at));
    if ((missing & ~byte_of(beside, at)) == 0) continue;
    is_new = true;
    if (beside.size() < list.size()) beside.resize(list.size());
    beside[at] |= missing;
  }
  return is_new;
}

}  // namespace waarmerk::node::feed
