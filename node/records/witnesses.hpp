// Witnesses: what this node wrote as a witness itself, and what others said, as it came.
//
// Snapshots and proofs of others were verified before they were kept; they are handed on as the
// frames that came.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/witness/witness.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// What `self` wrote last. Fails with records.damaged or as the store does.
Result<witness::WitnessState> load_witness(const storage::View& view, const did::Did& self);
/// All that must be on disk before the snapshot is signed.
void save_snapshot_draft(storage::Batch& batch, const witness::SnapshotDraft& draft);

/// The newest snapshot of a witness, as a frame.
Result<std::optional<Bytes>> find_snapshot(const storage::View& view, const did::Did& witness);
void save_snapshot(storage::Batch& batch, const did::Did& witness, ByteView frame);

/// The newest proof of a witness about a feed, as a frame.
Result<std::optional<Bytes>> find_proof(const storage::View& view, const feed::FeedId& feed,
                                        const did::Did& witness);
void save_proof(storage::Batch& batch, const feed::FeedId& feed, const did::Did& witness,
                ByteView frame);
/// The newest proofs of all witnesses about a feed, so many at the most.
Result<std::vector<Bytes>> list_proofs(const storage::View& view, const feed::FeedId& feed,
                                       std::size_t count_max);

/// Two proofs show that this witness broke its word: nothing it says counts any more.
Result<bool> is_broken_witness(const storage::View& view, const did::Did& witness);
void save_broken_witness(storage::Batch& batch, const did::Did& witness, ByteView one,
                         ByteView other);

}  // namespace waarmerk::node::records
