// A TrustMap as an SVG: a title, a description in words, cards for the organisations, and lines
// that differ also where no colour is seen.
#pragma once

#include <string>

#include "cli/trust_map.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::cli {

/// It refers to nothing outside, and runs nothing. Text stays text. Fails with cli.not_drawn.
Result<std::string> print_svg(const TrustMap& map);

}  // namespace waarmerk::cli
