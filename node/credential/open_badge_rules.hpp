// The rules of an AchievementCredential beyond the envelope (Open Badges 3.0 B.1.2).
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {

/// Contexts, Profile, AchievementSubject, Achievement, results, evidence, endorsements. Fails with
/// credential.bad_achievement and the JSON path.
Result<void> check_open_badge(const Credential& credential, const CredentialLimits& limits = {});

}  // namespace waarmerk::node::credential
