// The assurance of a status in one plain sentence, for people.
#pragma once

#include <string>

#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// Such as `B: known as of 3 March 2026, 10:12 UTC, by a list that is good until 10 March 2026,
/// 10:12 UTC; the issuer was last heard on 3 March 2026, 10:12 UTC; 1 of 2 witnesses saw nothing
/// newer, and 2 are needed for more.` Empty where the badge names no list.
std::string say_assurance(const StatusFacts& status);

}  // namespace waarmerk::node::credential
