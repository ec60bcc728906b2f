// What a context says of one term, sorted out but not yet understood, and the checks that need no
// more than it (JSON-LD API 4.2.2).
#pragma once

#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::jsonld {

struct TermEntries {
  std::optional<json::Value> id = {}, reverse = {}, container = {}, context = {}, direction = {},
                             index = {}, language = {}, nest = {}, prefix = {}, protected_word = {},
                             type = {};
  bool simple = false;   ///< the definition is a string
  bool unknown = false;  ///< it has another entry, which is refused once the others are right
};

/// Fails with jsonld.invalid_term_definition for what is no object, string or null.
Result<TermEntries> term_entries(json::Value value);

/// Fails with jsonld.invalid_container_mapping.
Result<Containers> read_containers(json::Value container, ProcessingMode mode);

// Each reads its entry into `definition`, if it is there.
Result<void> read_index(const TermEntries& entries, ProcessingMode mode,
                        TermDefinition& definition);
Result<void> read_language(const TermEntries& entries, const Options& options, Arena& texts,
                           TermDefinition& definition);
Result<void> read_direction(const TermEntries& entries, TermDefinition& definition);
Result<void> read_nest(const TermEntries& entries, ProcessingMode mode, TermDefinition& definition);
Result<void> read_prefix(const TermEntries& entries, std::string_view term, ProcessingMode mode,
                         TermDefinition& definition);

/// Whether two definitions say the same, but for being protected.
bool same_meaning(const TermDefinition& a, const TermDefinition& b);

}  // namespace waarmerk::jsonld
