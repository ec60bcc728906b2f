// Keeping what we publish current: who we are, our lists, and a sign of life each day.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Run at the start and then now and again. Publishes our DID document and profile where they
/// changed, opens the status lists, signs again those that grow old, and puts a heartbeat on the
/// feed when nothing else was said for most of a day. Does nothing before it is safe to publish.
Task<Result<void>> keep_current(Ports& ports);

/// Our profile (Open Badges 3.0), as JSON text.
std::string write_profile(const Identity& self);

}  // namespace waarmerk::node::actions
