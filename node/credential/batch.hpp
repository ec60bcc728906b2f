// Batch: many badges at once, on every core.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

/// A Verification of each file, in their order: at its end where nothing is needed from outside,
/// and otherwise at its first need. `threads` 0 is as many as there are cores.
std::vector<Verification> begin_all(std::span<const std::string> files,
                                    const VerificationOptions& options, unsigned threads = 0);

}  // namespace waarmerk::node::credential
