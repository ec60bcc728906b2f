// What this node holds of the issuer of a badge, laid beside the answer: the browser that checks
// for itself then need not ask.
#pragma once

#include <string>

#include "crypto/json/document.hpp"
#include "node/routes/table.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::routes {

/// What POST /check/material would answer about this credential, as JSON. Empty where it is no
/// credential, or where that is more than a page should carry. `services` outlives it.
Task<std::string> material_for(Services& services, json::Document document);

}  // namespace waarmerk::node::routes
