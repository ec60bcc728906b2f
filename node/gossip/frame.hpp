// Frames: what two nodes say to each other, in deterministic CBOR (spec/wire/gossip.md 2).
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/fork.hpp"
#include "node/gossip/error_codes.hpp"
#include "node/gossip/limits.hpp"
#include "node/gossip/link_frames.hpp"
#include "node/recon/item.hpp"
#include "node/witness/proof.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::gossip {

/// A page of the arrival log: `[19, {1: next, 2: newest, 3: [* header], 4: [* fork proof]}]`.
struct Heads {
  std::uint64_t next = 0;    ///< ask after this one for what follows
  std::uint64_t newest = 0;  ///< the last arrival there is; smaller than asked: the log began anew
  std::vector<feed::Header> heads;
  std::vector<feed::ForkProof> forks;

  friend bool operator==(const Heads&, const Heads&) = default;
};

/// A header, and its payload where that is small enough to travel along.
struct PushedEntry {
  feed::Header header;
  std::optional<Bytes> payload;

  friend bool operator==(const PushedEntry&, const PushedEntry&) = default;
};

/// `[4, {1: [1*8 [header, payload / null]]}]`
struct Entries {
  std::vector<PushedEntry> entries;

  friend bool operator==(const Entries&, const Entries&) = default;
};

/// `[9, {1: header, 2: header}]`
struct Fork {
  feed::ForkProof proof;

  friend bool operator==(const Fork&, const Fork&) = default;
};

/// `[8, {1: session, 2: round, 3: message, 4: [* id]}]`: one message of a reconciliation
/// (spec/wire/recon.md), and of which ids the heads are wanted.
struct Recon {
  std::uint64_t session = 0;  ///< the initiator's own number for it
  std::uint64_t round = 1;    ///< which of the initiator's messages it is, or answers
  Bytes message;              ///< empty where there is none
  std::vector<recon::ItemId> wanted;

  friend bool operator==(const Recon&, const Recon&) = default;
};

/// A snapshot is `[10, {1: did, 2: ms, 3: size, 4: root, 5: previous, 6: sig}]`; a proof
/// `[12, {1: snapshot, 2: [feed, epoch, seq, hash, first_seen, ? true], 3: [* hash], 4: index}]`
/// (spec/wire/witness.md). Neither is verified by being read.
/// Those of link_frames.hpp come over open links only.
using Frame = std::variant<Entries, Fork, Heads, Recon, witness::Snapshot, witness::Proof, Ihave,
                           Iwant, PayloadRequest, PayloadAnswer, Prune, Graft, Peers, Ping, Pong,
                           Bye, Subscribe, HeadsRequest, ProofRequest, PayloadAbsent>;

/// At most the limits above, which is the caller's promise.
Bytes encode_frame(const Frame& frame);

/// Fails with gossip.malformed, gossip.unknown_frame or gossip.too_large.
Result<Frame> decode_frame(ByteView bytes);

/// Headers one after the other. Fails with gossip.malformed or gossip.too_large.
Result<std::vector<feed::Header>> decode_headers(ByteView bytes);

/// The answer to GET /f/{feed}/head: its first 229 bytes; what follows is for later versions. Fails
/// with gossip.malformed.
Result<feed::Header> decode_head(ByteView bytes);

}  // namespace waarmerk::node::gossip
