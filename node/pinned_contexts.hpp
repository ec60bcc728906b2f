// The contexts of this node: those that are shipped, and those that the operator pinned.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/jsonld/contexts.hpp"

namespace waarmerk::node {

/// `pinned` is as in the configuration: each a URL, the SHA-256 of the bytes in hexadecimal, and a
/// file of 1 MiB at most. Fails with config.bad_value that names the URL, or as Contexts::with().
Result<jsonld::Contexts> load_contexts(const std::vector<std::string>& pinned);

}  // namespace waarmerk::node
