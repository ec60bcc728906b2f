// What a page brings along for the second check: that of the visitor's own browser. Inert where no
// script runs.
#pragma once

#include <optional>
#include <string>

#include "node/credential/verdict.hpp"

namespace waarmerk::node::web {

/// A template with the four signs, the name of the node, and the outcome that it found, if it did.
std::string second_part(const std::string& node_name,
                        std::optional<credential::Outcome> outcome = {});

}  // namespace waarmerk::node::web
