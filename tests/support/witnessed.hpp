// Feeds that are only a head, a witness who sees them, and what it wrote.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"
#include "node/witness/witness.hpp"

namespace waarmerk::tests {

inline constexpr UnixTime witness_time{1'772'532'720'000};  // 2026-03-03T10:12:00Z

/// A signer whose secret is 32 times this byte.
inline std::unique_ptr<keys::Signer> signer_of(std::uint8_t seed) {
  return keys::make_signer(*keys::SecretKey::make(keys::Algorithm::ed25519, Bytes(32, seed)));
}

/// A header at a place; `content` makes its hash another.
inline node::feed::Header header_at(std::uint8_t feed, std::uint64_t seq,
                                    std::uint8_t content = 0) {
  node::feed::Header header;
  header.feed.value.fill(feed);
  header.seq = seq;
  header.payload_hash.value.fill(content);
  return header;
}

inline node::feed::ForkProof fork_at(std::uint8_t feed, std::uint64_t seq,
                                     std::uint8_t content = 1) {
  return *node::feed::make_fork_proof(header_at(feed, seq), header_at(feed, seq, content));
}

/// A witness and its disk: a draft that was saved is on the disk, and survives a crash.
class WitnessDesk {
 public:
  explicit WitnessDesk(std::uint8_t seed = 1)
      : signer(signer_of(seed)), witness(start(node::witness::Memory::whole)) {}

  did::Did self() const { return did::did_key_of(signer->public_key()); }
  /// Writes the draft as one batch.
  void write(const node::witness::SnapshotDraft& draft) {
    for (const auto& leaf : draft.changed) disk.leaves.insert_or_assign(leaf.head.feed, leaf);
    disk.last = draft.body;
  }
  /// Writes what is due and signs it.
  node::witness::Snapshot publish(UnixTime now) {
    write(witness.next(now).value());
    witness.saved();
    return *witness.sign(*signer);
  }
  node::witness::Witness start(node::witness::Memory memory) const {
    return *node::witness::Witness::make(self(), disk, memory);
  }
  /// All that was not written is forgotten.
  void crash(node::witness::Memory memory = node::witness::Memory::whole) {
    witness = start(memory);
  }

  std::unique_ptr<keys::Signer> signer;
  node::witness::WitnessState disk;
  node::witness::Witness witness;
};

}  // namespace waarmerk::tests
