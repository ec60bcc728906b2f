#include "node/mesh/short_id.hpp"

#include <cstddef>

namespace waarmerk::node::mesh {

namespace {

constexpr std::size_t half = 8;

void put(std::uint8_t* to, std::uint64_t number) {
  for (std::size_t i = 0; i < half; ++i)
    to[i] = static_cast<std::uint8_t>(number >> 8 * (half - 1 - i));
}

}  // namespace

Tail tail_of(const feed::FeedHead& entry) {
  Tail hash = 0;
  for (std::size_t i = 0; i < 4; ++i) hash = hash << 8 | entry.hash.value[i];
  return entry.seq << 32 | hash;
}

Tail tail_of(const gossip::ShortId& id) {
  Tail tail = 0;
  for (std::size_t i = half; i < id.value.size(); ++i) tail = tail << 8 | id.value[i];
  return tail;
}

gossip::ShortId short_id_of(const SipKey& link, const feed::FeedHead& entry) {
  gossip::ShortId id;
  put(id.value.data(), sip_hash(link, entry.feed.value));
  put(id.value.data() + half, tail_of(entry));
  return id;
}

}  // namespace waarmerk::node::mesh
