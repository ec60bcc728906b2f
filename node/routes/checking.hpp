// Checking: what every route does that verifies a badge or a presentation for somebody.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/explanation.hpp"
#include "node/actions/kit_evidence.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/verification.hpp"
#include "node/http/message.hpp"
#include "node/kit/kit.hpp"
#include "node/routes/table.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::routes {

/// A credential that somebody wants to be checked.
struct CheckOrder {
  Result<credential::Secured> opened;
  credential::VerificationOptions options;
  std::vector<kit::Kit> brought = {};  ///< what came along
  /// For what the issuer is to be believed, where who asks may hear whom this node believes.
  std::optional<trust::Scope> trusted_for = {};
};

/// The verdict, counted, and kept where the operator wants that. Fails as the store does.
Task<Result<credential::Verdict>> check_credential(Services& services, CheckOrder order);

/// The same for what a holder shows, without the count; `scopes` as in add_trust_checks, where who
/// asks may hear of it.
Task<Result<credential::PresentationVerdict>> check_presentation(
    Services& services, credential::PresentationVerification verification,
    std::vector<kit::Kit> brought, std::optional<std::vector<trust::Scope>> scopes);

/// The node's evidence, for what is verified beside its strand. `services` outlive it.
std::unique_ptr<actions::Evidence> evidence_across(Services& services);

/// Why the issuer of a badge that was checked should be believed; nothing where there is nothing to
/// tell. For who may hear of it. Fails as the store does.
Task<Result<std::optional<actions::Explanation>>> explain_issuer(Services& services,
                                                                 trust::Scope scope,
                                                                 credential::Verdict verdict);

/// Asks the store of this node who saw this credential, and when.
credential::FirstSeen seen_here(const Services& services, json::Value credential);

/// Whom this node believes is told to who may read, and to everybody where its policy says so.
bool may_hear_of_trust(const Services& services, const http::Request& request);

}  // namespace waarmerk::node::routes
