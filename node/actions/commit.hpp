// commit: waits, without blocking, until a batch is on disk.
#pragma once

#include "crypto/base/result.hpp"
#include "node/task/task.hpp"
#include "storage/journal.hpp"

namespace waarmerk::node::actions {

/// Batches become visible in the order of the calls. An empty batch is a barrier: it answers when
/// all that came before is on disk. Fails with what the journal fails with.
Task<Result<void>> commit(storage::Journal& journal, storage::Batch batch);

}  // namespace waarmerk::node::actions
