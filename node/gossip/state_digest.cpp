#include "node/gossip/state_digest.hpp"

#include <cstddef>

#include "crypto/base/sha2.hpp"

namespace waarmerk::node::gossip {

std::uint64_t StateDigest::value() const {
  std::uint64_t head = 0;
  const auto digest = sha256(bytes_);
  for (std::size_t i = 0; i < sizeof head; ++i) head = head << 8 | digest.value[i];
  return head;
}

}  // namespace waarmerk::node::gossip
