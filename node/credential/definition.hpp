// Definition: whether badges can be signed for an achievement, found out when it is defined.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"

namespace waarmerk::node::credential {

/// Reads a badge for this achievement as a signature of the usual suite would read it, so that a
/// word that no context defines shows before anybody was promised a badge. Fails with
/// credential.bad_achievement and the path within the achievement.
Result<void> check_definition(const json::Document& achievement,
                              const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

}  // namespace waarmerk::node::credential
