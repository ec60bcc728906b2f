// The expanded form as JSON (JSON-LD 1.1 section 9.1).
#pragma once

#include <string>

#include "crypto/jsonld/expanded.hpp"

namespace waarmerk::jsonld {

/// The text of an array of what was expanded.
std::string write_expanded(Elements elements);

}  // namespace waarmerk::jsonld
