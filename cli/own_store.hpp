// The store of the organisation's own node, opened by who changes its DID while the node does not
// run: the lock of the store keeps every other writer out.
#pragma once

#include "cli/node_files.hpp"
#include "cli/output.hpp"
#include "crypto/base/result.hpp"
#include "storage/rocks_store.hpp"

namespace waarmerk::cli {

/// Fails with feed.not_safe for a folder that comes from a backup: it may not know the last lines
/// of its own history, and another line in their place would fork it.
Result<void> expect_safe_folder(const NodeFiles& files, const storage::RocksStore& store);

/// What is to be done after a change of the DID.
void say_after_change(const NodeFiles& files, Output& output);

}  // namespace waarmerk::cli
