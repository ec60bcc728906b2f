// The Comprehensive Learner Record 2.0: a credential that holds others, read and not issued.
#pragma once

#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {

/// Whether its type says ClrCredential.
bool is_learner_record(const Credential& credential);

/// The rules of ClrCredential and ClrSubject: names, times, achievements, associations, and that it
/// holds something. What it holds is not looked into. Fails with credential.bad_achievement and the
/// JSON path.
Result<void> check_learner_record(const Credential& credential,
                                  const CredentialLimits& limits = {});

/// The credentials that a record holds, in their order: objects, or JWSs as strings. Empty for
/// anything but a record. They live as long as the document.
std::vector<json::Value> contents_of(const Credential& credential);

}  // namespace waarmerk::node::credential
