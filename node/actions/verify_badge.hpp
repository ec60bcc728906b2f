// Verifying: gathers evidence until a verdict stands.
#pragma once

#include "node/actions/evidence.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/verification.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

Task<credential::Verdict> verify_badge(credential::Verification verification, Evidence& evidence);

Task<credential::PresentationVerdict> verify_presentation(
    credential::PresentationVerification verification, Evidence& evidence);

}  // namespace waarmerk::node::actions
