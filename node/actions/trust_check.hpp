// trust_check: what a verdict says of whether its asker has reason to believe the issuer.
#pragma once

#include <optional>
#include <vector>

#include "crypto/json/document.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::actions {

/// What somebody asks who is shown this badge: the type of its achievements, and the skills that
/// they are aligned with. That may be more than a scope may hold.
trust::Scope scope_of_badge(json::Value credential);

/// The same of each credential that is presented; of one that cannot be read nothing is asked.
std::vector<trust::Scope> scopes_of_presented(const json::Document& presentation);

/// With until when it holds, and whose word may not all be known, as its detail.
credential::Check check_of_trust(const Explanation& shown);

/// Of an issuer who has none: bits of trust are about DIDs.
credential::Check check_without_did(const credential::Verdict& verdict);
/// Of a badge for more than one question can name: asked about less than it is for, it would borrow
/// trust for the rest.
credential::Check check_of_unaskable(const credential::Verdict& verdict);

/// Adds the check to a badge that is accepted, by our own policy; without one, nothing. Fails as
/// the store does.
Result<void> add_trust_check(TrustDesk& desk, const trust::Scope& scope,
                             credential::Verdict& verdict);

/// Why the issuer of this badge should be believed, as the check says it in a sentence. Nothing of
/// a badge that is not accepted, of an issuer without a DID, and where the question cannot be
/// asked. Fails as the store does.
Result<std::optional<Explanation>> explain_issuer(TrustDesk& desk, const trust::Scope& scope,
                                                  const credential::Verdict& verdict);

/// The same for each credential of a presentation that is accepted; `scopes` are in their order.
/// What is presented is summed up again.
Result<void> add_trust_checks(TrustDesk& desk, const std::vector<trust::Scope>& scopes,
                              credential::PresentationVerdict& verdict);

}  // namespace waarmerk::node::actions
