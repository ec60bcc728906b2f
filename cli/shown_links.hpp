// ShownLinks: whom the node has open links with, as people read it.
#pragma once

#include "cli/output.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::cli {

/// A row for each of the `links` in an answer of `/v1/peers`: who it is, whether TLS ends in both
/// nodes or a proxy may keep things back, and its clock where that differs. Nothing where there are
/// none. In JSON an object a line.
void show_links(json::Value answer, Output& output);

}  // namespace waarmerk::cli
