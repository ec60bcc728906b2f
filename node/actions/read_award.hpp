// Reading awards: what a badge says beside for whom it is, as JSON that a client sends or an offer
// keeps.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/json/reader.hpp"
#include "node/actions/issue_badge.hpp"

namespace waarmerk::node::actions {

/// `achievement`, `validUntil`, `awardedDate`, `narrative`, `evidence` and `results`; other members
/// are not looked at. Fails with json.* or time.malformed.
Result<Award> read_award_claims(const json::Reader& reader);

}  // namespace waarmerk::node::actions
