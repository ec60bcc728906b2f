// Verifying: gathers evidence until a verdict stands.
#pragma once

#include <cstdint>

#include "crypto/base/clock.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/evidence.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/verification.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode out_of_time{"credential.out_of_time", ErrorKind::unavailable};

/// How long a verification may go on asking others; the last of them may take its own time more.
inline constexpr std::int64_t asking_ms_max = 20 * second_ms;

/// What is not known when the time is up counts as not found: credential.out_of_time.
Task<credential::Verdict> verify_badge(credential::Verification verification, Evidence& evidence,
                                       const Clock& clock);

Task<credential::PresentationVerdict> verify_presentation(
    credential::PresentationVerification verification, Evidence& evidence, const Clock& clock);

}  // namespace waarmerk::node::actions
