// IRI expansion: a text of a document as an IRI, a blank node or a keyword (JSON-LD API 5.2).
#pragma once

#include <string_view>

#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/iri.hpp"

namespace waarmerk::jsonld {

/// What a text that is no IRI is relative to.
enum class RelativeTo : std::uint8_t {
  vocab,               ///< the terms and the vocabulary: properties
  document,            ///< the base: identifiers
  vocab_and_document,  ///< types
};

/// A text that is put together lies in `texts`; any other is borrowed.
Iri expand_iri(const Vocabulary& vocabulary, std::string_view text, RelativeTo relative_to,
               Arena& texts);

}  // namespace waarmerk::jsonld
