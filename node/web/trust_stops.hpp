// The stops of the line that leads to an answer: whose badge, how it was signed, what is known
// since.
#pragma once

#include <optional>
#include <string>

#include "node/credential/verdict.hpp"
#include "node/web/trust_ways.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

/// An ordered list, drawn as a line of a metro map; behind a stop where it goes wrong the line is
/// broken. Empty where the badge could not even be read. With `trust` it begins at the node, and
/// leads over those who recognise to the issuer; all ways stand below it as a list.
std::string trust_stops(const credential::Verdict& verdict, const std::string& node_name,
                        const words::Languages& language,
                        const std::optional<TrustWays>& trust = {});

/// `3 minutes`, `2 hours` or so, as a sentence: how old what is known of the status is. Empty where
/// that is not known.
std::string status_age(const credential::Verdict& verdict, const words::Languages& language);

}  // namespace waarmerk::node::web
