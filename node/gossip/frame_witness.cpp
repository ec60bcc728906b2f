// Snapshots and proofs of witnesses: their bodies, written and read.
#include <limits>
#include <utility>

#include "node/gossip/frame_items.hpp"
#include "node/witness/limits.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;
using encoding::CborWriter;

constexpr std::size_t snapshot_members = 6;
constexpr std::size_t head_parts = 5;

void write_leaf(CborWriter& out, const witness::Leaf& leaf) {
  out.array(leaf.forked ? head_parts + 1 : head_parts);
  out.bytes(leaf.head.feed.value).uint(leaf.head.epoch).uint(leaf.head.seq);
  write_time(out.bytes(leaf.head.hash.value), leaf.first_seen);
  if (leaf.forked) out.boolean(true);
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

void write(CborWriter& out, const witness::Snapshot& frame) {
  const auto& body = frame.body;
  out.map(snapshot_members).uint(1).text(body.witness.text());
  write_time(out.uint(2), body.at);
  out.uint(3).uint(body.size).uint(4).bytes(body.root.value);
  out.uint(5).bytes(body.previous.value).uint(6).bytes(frame.sig);
}

Result<Frame> read_snapshot(const Cbor& body) {
  TRY(snapshot, snapshot_of(body));
  return Frame(std::move(snapshot));
}

void write(CborWriter& out, const witness::Proof& frame) {
  write(out.map(4).uint(1), frame.snapshot);
  write_leaf(out.uint(2), frame.leaf);
  write_each(out.uint(3), frame.path);
  out.uint(4).uint(frame.index);
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
