// Forgetting a feed that nobody here asked for: what it said, and what followed from that.
#pragma once

#include "crypto/base/result.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/records.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The rows of that, to be written at once. Proofs that it contradicted itself stay, and so does
/// what we signed of it as a witness. Fails as the store does.
Result<storage::Batch> rows_to_forget(records::Records& records, const feed::FeedId& feed);

}  // namespace waarmerk::node::actions
