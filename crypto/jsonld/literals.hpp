// Values other than plain text as literals: JSON, booleans and numbers (JSON-LD API 8.3).
#pragma once

#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/expanded.hpp"
#include "crypto/rdf/term.hpp"

namespace waarmerk::jsonld {

/// The literal of a boolean, a number or, with the type `@json`, any JSON; of no kind where its
/// type is no IRI. Its text lies in `texts`.
rdf::Term literal_of(const ValueElement& value, Arena& texts);

}  // namespace waarmerk::jsonld
