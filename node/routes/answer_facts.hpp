// What a page tells of a badge beside its verdict, out of what the node knows.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "node/actions/explanation.hpp"
#include "node/credential/badge_view.hpp"
#include "node/web/badge_parts.hpp"

namespace waarmerk::node::routes {

/// What the badge says, whatever edition it is of; nothing where it is no badge.
std::optional<credential::BadgeView> view_of(const json::Document& document);

/// The contexts that the document names, each once, with the digests that `known` has of them; and
/// the badge itself: `given`, where that is a text, or else what it holds.
web::ProofShown proof_of(const json::Document& document, std::string_view given,
                         const jsonld::Contexts& known);

/// Why the issuer should be believed, for a page.
web::TrustWays ways_of(const actions::Explanation& explanation);

}  // namespace waarmerk::node::routes
