// Starting the epoch that our DID names: how a feed goes on that was forked, or lost entries.
#pragma once

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Publishes the EPOCH behind what we hold, where our DID names an epoch that our feed is not in;
/// else does nothing. What the new epoch says anew is marked for it: our history, our profile and
/// our lists. Does nothing as long as peers were not asked how far our feed went. Fails as signing
/// and the journal do.
Task<Result<void>> start_epoch(Ports& ports);

}  // namespace waarmerk::node::actions
