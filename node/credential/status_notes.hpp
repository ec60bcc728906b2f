// What a reader should know of who speaks in a status list, beside what is said there.
#pragma once

#include "node/credential/status_check.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

/// Adds that another goes on with the list by the issuer's own word, and that the issuer spoke its
/// last.
void add_notes(StatusFindings& findings, const Provenance& from, const StatusRules& rules);

}  // namespace waarmerk::node::credential
