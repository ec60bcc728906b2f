#include "node/witness/leaf.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crypto/base/big_endian.hpp"
#include "node/witness/error_codes.hpp"

namespace waarmerk::node::witness {

namespace {

constexpr std::string_view fork_domain{"bot/fork/1\0", 11};
constexpr std::uint8_t forked_mark = 0x01;
constexpr std::size_t leaf_bytes = 84;

}  // namespace

Leaf leaf_of(const feed::Header& head, UnixTime first_seen) {
  return {.head = feed::feed_head_of(head), .first_seen = first_seen};
}

Leaf leaf_of(const feed::ForkProof& proof, UnixTime first_seen) {
  auto head = feed::feed_head_of(proof.first);
  head.hash = fork_hash_of(proof);
  return {.head = head, .first_seen = first_seen, .forked = true};
}

Sha256 fork_hash_of(const feed::ForkProof& proof) {
  return sha256({bytes_of(fork_domain), feed::entry_hash(proof.first).value,
                 feed::entry_hash(proof.second).value});
}

Bytes encode_leaf(const Leaf& leaf) {
  auto bytes = feed::encode_feed_head(leaf.head);
  append_big_endian(bytes, static_cast<std::uint64_t>(leaf.first_seen.ms));
  if (leaf.forked) bytes.push_back(forked_mark);
  return bytes;
}

Result<Leaf> decode_leaf(ByteView bytes) {
  const bool forked = bytes.size() == leaf_bytes + 1 && bytes.back() == forked_mark;
  if (bytes.size() != leaf_bytes && !forked) return fail(damaged, "A leaf has another length.");
  Leaf leaf{.head = {}, .first_seen = {}, .forked = forked};
  std::copy_n(bytes.begin(), 32, leaf.head.feed.value.begin());
  leaf.head.epoch = read_big_endian<std::uint32_t>(bytes.subspan(32, 4));
  leaf.head.seq = read_big_endian<std::uint64_t>(bytes.subspan(36, 8));
  std::copy_n(bytes.begin() + 44, 32, leaf.head.hash.value.begin());
  leaf.first_seen.ms = static_cast<std::int64_t>(read_big_endian<std::uint64_t>(bytes.subspan(76)));
  return leaf;
}

Result<bool> succeeds(const Leaf& held, const Leaf& newer) {
  assert(held.head.feed == newer.head.feed);
  if (newer.head.epoch != held.head.epoch) {
    if (newer.head.epoch > held.head.epoch) return true;
    return fail(goes_back, "the epoch is an older one");
  }
  if (newer.forked != held.forked) {
    if (newer.forked) return true;
    return fail(goes_back, "a forked feed stays forked in its epoch");
  }
  if (newer.head.seq != held.head.seq) {
    if (newer.forked ? newer.head.seq < held.head.seq : newer.head.seq > held.head.seq) return true;
    return fail(goes_back, "more is known of the feed");
  }
  if (newer.head.hash != held.head.hash) return fail(other_hash, "another lies at this place");
  return false;
}

}  // namespace waarmerk::node::witness
