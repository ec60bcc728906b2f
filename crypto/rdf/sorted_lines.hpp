// sorted_lines: the quads of a dataset in their canonical order (RDFC-1.0 section 5).
#pragma once

#include <span>
#include <vector>

#include "crypto/rdf/line.hpp"

namespace waarmerk::rdf {

/// By code points, each quad once. The lines are borrowed.
std::vector<const Line*> sorted_lines(std::span<const Line> lines, const Labels& labels);

}  // namespace waarmerk::rdf
