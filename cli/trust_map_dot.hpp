// A TrustMap in DOT, for who draws it with Graphviz in a way of his own.
#pragma once

#include <string>

#include "cli/trust_map.hpp"

namespace waarmerk::cli {

/// Each bit of trust is an edge. Solid: it introduces; dashed: it believes; dotted: too new to
/// count. The amount is the label.
std::string print_dot(const TrustMap& map);

}  // namespace waarmerk::cli
