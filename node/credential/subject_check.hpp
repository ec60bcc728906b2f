// Subject check: whether a badge is about whom the asker has in mind.
#pragma once

#include <string>

#include "node/credential/credential.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// `expected` is an id, such as a DID, or an identity that the badge may hold hashed.
Check check_subject(const Credential& credential, const std::string& expected);

}  // namespace waarmerk::node::credential
