// What we promised in an invitation is said once it was answered.
#pragma once

#include <cstddef>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Looks for answers to our open invitations among what is said of us, and recognises who gave
/// them: each invitation once, whoever it was for. Does nothing where none is open. Answers how
/// many were answered. Fails as recognising does; what was not said yet is said the next time.
Task<Result<std::size_t>> answer_invitations(Ports& ports);

}  // namespace waarmerk::node::actions
