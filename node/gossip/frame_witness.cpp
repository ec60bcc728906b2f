// Snapshots and proofs of witnesses: their bodies, written and read.
#include <limits>
#include <utility>

#include "node/gossip/frame_items.hpp"
#include "node/witness/limits.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;

constexpr std::size_t snapshot_members = 6;
constexpr std::size_t head_parts = 5;

Cbor time_item(UnixTime time) { return Cbor::uint(static_cast<std::uint64_t>(time.ms)); }

Cbor leaf_item(const witness::Leaf& leaf) {
  Cbor::Array parts{Cbor::bytes(leaf.head.feed.value), Cbor::uint(leaf.head.epoch),
                    Cbor::uint(leaf.head.seq), Cbor::bytes(leaf.head.hash.value),
                    time_item(leaf.first_seen)};
  if (leaf.forked) parts.push_back(Cbor::boolean(true));
  return Cbor::array(std::move(parts));
}

Result<witness::Snapshot> snapshot_of(const Cbor& body) {
  TRY(did, read_did(body.find(1)));
  TRY(at, read_time(body.find(2)));
  TRY(size, read_uint(body.find(3)));
  if (size == 0 || size > witness::leaves_max) return bad_frame("a snapshot has no such size");
  TRY(root, read_hash(body.find(4)));
  TRY(previous, read_hash(body.find(5)));
  TRY(sig, read_signature(body.find(6)));
  return witness::Snapshot{.body = {.witness = std::move(did),
                                    .at = at,
                                    .size = size,
                                    .root = Sha256(root),
                                    .previous = Sha256(previous)},
                           .sig = sig};
}

// Five parts, and `true` behind them where the feed is forked.
Result<witness::Leaf> leaf_of(std::span<const Cbor> parts) {
  const bool forked = parts.size() == head_parts + 1;
  if ((parts.size() != head_parts && !forked) || (forked && parts.back().as_boolean() != true))
    return bad_frame("a leaf has five parts, or true for a sixth");
  TRY(feed, read_hash(&parts[0]));
  TRY(epoch, read_uint(&parts[1]));
  TRY(seq, read_uint(&parts[2]));
  TRY(hash, read_hash(&parts[3]));
  TRY(first_seen, read_time(&parts[4]));
  if (epoch > std::numeric_limits<std::uint32_t>::max() || seq == 0)
    return bad_frame("a leaf has a place that no feed has");
  return witness::Leaf{.head = {.feed = feed::FeedId(feed),
                                .epoch = static_cast<std::uint32_t>(epoch),
                                .seq = seq,
                                .hash = Sha256(hash)},
                       .first_seen = first_seen,
                       .forked = forked};
}

}  // namespace

Cbor body_of(const witness::Snapshot& snapshot) {
  const auto& body = snapshot.body;
  return Cbor::map({{Cbor::uint(1), Cbor::text(body.witness.text())},
                    {Cbor::uint(2), time_item(body.at)},
                    {Cbor::uint(3), Cbor::uint(body.size)},
                    {Cbor::uint(4), Cbor::bytes(body.root.value)},
                    {Cbor::uint(5), Cbor::bytes(body.previous.value)},
                    {Cbor::uint(6), Cbor::bytes(snapshot.sig)}});
}

Result<Frame> read_snapshot(const Cbor& body) {
  TRY(snapshot, snapshot_of(body));
  return Frame(std::move(snapshot));
}

Cbor body_of(const witness::Proof& proof) {
  Cbor::Array path;
  for (const auto& hash : proof.path) path.push_back(Cbor::bytes(hash.value));
  return Cbor::map({{Cbor::uint(1), body_of(proof.snapshot)},
                    {Cbor::uint(2), leaf_item(proof.leaf)},
                    {Cbor::uint(3), Cbor::array(std::move(path))},
                    {Cbor::uint(4), Cbor::uint(proof.index)}});
}

Result<Frame> read_proof(const Cbor& body) {
  const auto* inner = body.find(1);
  if (inner == nullptr || inner->as_map() == nullptr || inner->as_map()->size() != snapshot_members)
    return bad_frame("a proof holds a snapshot");
  TRY(snapshot, snapshot_of(*inner));
  TRY(parts, read_array(body, 2, head_parts + 1));
  TRY(leaf, leaf_of(parts));
  TRY(items, read_array(body, 3, witness::path_hashes_max));
  TRY(index, read_uint(body.find(4)));
  if (index >= snapshot.body.size) return bad_frame("a leaf lies outside its tree");
  witness::Proof proof{.snapshot = std::move(snapshot), .leaf = leaf, .path = {}, .index = index};
  for (const auto& item : items) {
    TRY(hash, read_hash(&item));
    proof.path.emplace_back(hash);
  }
  return Frame(std::move(proof));
}

}  // namespace waarmerk::node::gossip
