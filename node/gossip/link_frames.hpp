// Frames that only open links carry: announcements, questions, and care for the link itself
// (spec/wire/mesh.md 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/strong.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/feed_reader.hpp"

namespace waarmerk::node::gossip {

/// An entry's name on one link: 8 bytes that only its two ends can compute of the feed, the low 4
/// of seq, and the first 4 of the entry hash.
using ShortId = Strong<struct ShortIdTag, ByteArray<16>>;

/// `[2, {1: [1*512 short]}]`: the sender holds these.
struct Ihave {
  std::vector<ShortId> ids;

  friend bool operator==(const Ihave&, const Ihave&) = default;
};

/// Entries of one feed, with their payloads or without.
struct EntryRange {
  feed::FeedId feed{};
  std::uint32_t epoch = 0;
  feed::SeqRange range;
  bool payloads = true;

  friend bool operator==(const EntryRange&, const EntryRange&) = default;
};

/// `[3, {1: [*64 [feed, epoch, from, to, payloads]], 2: [*512 short]}]`: the sender wants these; at
/// least one.
struct Iwant {
  std::vector<EntryRange> ranges = {};
  std::vector<ShortId> ids = {};

  friend bool operator==(const Iwant&, const Iwant&) = default;
};

/// `[5, {1: [1*32 hash], 2: true}]`
struct PayloadRequest {
  std::vector<Sha256> hashes;

  friend bool operator==(const PayloadRequest&, const PayloadRequest&) = default;
};

/// `[5, {1: [1*32 payload], 2: false}]`
struct PayloadAnswer {
  std::vector<Bytes> payloads;

  friend bool operator==(const PayloadAnswer&, const PayloadAnswer&) = default;
};

/// `[20, {1: [1*32 hash]}]`: these were asked for, and the sender does not have them.
struct PayloadAbsent {
  std::vector<Sha256> hashes;

  friend bool operator==(const PayloadAbsent&, const PayloadAbsent&) = default;
};

/// `[6, {}]`: announce to me, and push no more: someone else is faster.
struct Prune {
  friend bool operator==(const Prune&, const Prune&) = default;
};

/// `[7, {}]`: push to me again.
struct Graft {
  friend bool operator==(const Graft&, const Graft&) = default;
};

/// Where a node can be reached, in its own words and signed by it.
struct PeerRecord {
  did::Did did;
  std::string endpoint;  ///< such as `https://badges.example/bot/1`
  UnixTime at;
  ByteArray<64> sig{};

  friend bool operator==(const PeerRecord&, const PeerRecord&) = default;
};

/// `bot/peer/1`, a zero byte, the DID, a zero byte, the endpoint, a zero byte, and the time in 8
/// bytes, big-endian: what a node key signs.
Bytes signed_bytes(const PeerRecord& record);

/// `[13, {1: [1*16 [did, endpoint, ms, sig]]}]`
struct Peers {
  std::vector<PeerRecord> records;

  friend bool operator==(const Peers&, const Peers&) = default;
};

/// `[14, {}]`, answered by `[15, {}]`
struct Ping {
  friend bool operator==(const Ping&, const Ping&) = default;
};
struct Pong {
  friend bool operator==(const Pong&, const Pong&) = default;
};

/// Why a link ends. Others may be told; they are read as leaving.
inline constexpr std::uint64_t bye_leaving = 0;
inline constexpr std::uint64_t bye_full = 1;
inline constexpr std::uint64_t bye_misbehaved = 2;
inline constexpr std::uint64_t bye_twice = 3;  ///< there is a link to that node already
inline constexpr std::uint64_t bye_idle = 4;

/// `[16, {1: code, 2: retry ms, 3: [*8 endpoint]}]`: the last frame of a link.
struct Bye {
  std::uint64_t code = bye_leaving;
  std::uint64_t retry_ms = 0;
  std::vector<std::string> alternatives = {};

  friend bool operator==(const Bye&, const Bye&) = default;
};

/// `[17, {1: 0, 2: []}]` for every feed, `[17, {1: 1, 2: [*4096 feed]}]` for these.
struct Subscribe {
  bool all = true;
  std::vector<feed::FeedId> feeds = {};

  friend bool operator==(const Subscribe&, const Subscribe&) = default;
};

/// `[18, {1: number, 2: [1*64 feed]}]`: how far do these go? `[18, {1: number, 2: key}]`: how far
/// do those go whose first 8 bytes are this number or a greater one? Answered by `heads`, whose
/// first number is this one, which is not 0, and which leaves out what is not held.
struct HeadsRequest {
  std::uint64_t number = 1;
  std::vector<feed::FeedId> feeds = {};
  std::optional<std::uint64_t> from_key = {};  ///< instead of feeds

  friend bool operator==(const HeadsRequest&, const HeadsRequest&) = default;
};

/// `[11, {1: witness, 2: time, 3: [1*64 feed]}]`: what does the snapshot of that time say of these?
/// Each that is known is answered by a `wproof`.
struct ProofRequest {
  did::Did witness;
  UnixTime at;
  std::vector<feed::FeedId> feeds;

  friend bool operator==(const ProofRequest&, const ProofRequest&) = default;
};

}  // namespace waarmerk::node::gossip
