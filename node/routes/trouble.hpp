// Trouble: a problem document as a page, for who asked with a browser.
#pragma once

#include "node/http/dress.hpp"
#include "node/routes/table.hpp"

namespace waarmerk::node::routes {

/// Leaves the status and what else is told in headers as they are. `services` outlive it.
http::Dress dress_for_browsers(const Services& services);

}  // namespace waarmerk::node::routes
