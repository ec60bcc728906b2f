// Snapshot: one signature of a witness over all heads that it knows (spec/wire/witness.md 3).
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"
#include "did/did.hpp"

namespace waarmerk::node::witness {

/// The key that a witness is. Fails with witness.malformed where it is no did:key of Ed25519.
Result<keys::PublicKey> witness_key(const did::Did& witness);

/// What is signed.
struct SnapshotBody {
  did::Did witness;  ///< a did:key of an Ed25519 key
  UnixTime at;
  std::uint64_t size = 0;  ///< how many leaves there are
  Sha256 root{};
  Sha256 previous{};  ///< the root of the snapshot before; zeros in the first

  friend bool operator==(const SnapshotBody&, const SnapshotBody&) = default;
};

struct Snapshot {
  SnapshotBody body;
  ByteArray<64> sig{};

  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// `bot/witness/1`, a zero byte, the DID, time and size (8 bytes each), root and previous root.
Bytes signing_bytes(const SnapshotBody& body);

/// Fails with key.unsupported where the key is not the one that the witness is, or as the signer
/// does.
Result<Snapshot> sign_snapshot(const SnapshotBody& body, const keys::Signer& signer);

/// Fails with witness.malformed where the witness is no did:key of Ed25519, or the size is 0 or
/// over leaves_max; with witness.in_future for a time more than 5 minutes ahead of `now`; and with
/// witness.bad_signature.
Result<void> verify_snapshot(const Snapshot& snapshot, UnixTime now);

}  // namespace waarmerk::node::witness
