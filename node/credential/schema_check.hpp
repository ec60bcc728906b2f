// Schema check: whether a badge keeps to the schemas that it names in `credentialSchema`.
//
// The schemas of 1EdTech are never fetched, and their licence does not let us hand them on: what
// they ask for is written down in spec/schemas/open_badges_3.json, and tests hold that to theirs.
#pragma once

#include <vector>

#include "node/credential/credential.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// One check for each entry of `credentialSchema`; none where there is no entry.
std::vector<Check> check_schemas(const Credential& credential);

}  // namespace waarmerk::node::credential
