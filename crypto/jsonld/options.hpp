// Options: how a document is read, and how much it may ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"

namespace waarmerk::jsonld {

enum class ProcessingMode : std::uint8_t { json_ld_1_0, json_ld_1_1 };

/// What becomes of a base direction in RDF (JSON-LD API 9.3).
enum class RdfDirection : std::uint8_t { none, i18n_datatype, compound_literal };

/// What one document may ask for; more fails with jsonld.too_deep, jsonld.too_large or
/// jsonld.context_overflow.
struct Limits {
  std::size_t depth_max = 128;           ///< objects and arrays inside each other
  std::size_t values_max = 200'000;      ///< nodes, values and lists
  std::size_t contexts_max = 1'000;      ///< active contexts that are made
  std::size_t terms_max = 50'000;        ///< terms that are defined
  std::size_t remote_contexts_max = 16;  ///< contexts that refer to each other, in a row
  std::size_t work_max = 20'000'000;     ///< comparisons and copies, whatever for
};

struct Options {
  Contexts contexts = Contexts::shipped();
  /// What relative references are resolved against: a URL, or nothing.
  std::string base = {};
  /// Lossless or refuse: whatever expansion or RDF would drop in silence is an error. On for all
  /// that is signed or verified.
  bool safe = true;
  /// Whether all must be said by its own name and in its own place, so that whoever reads the JSON
  /// sees what the quads say: see own_names.cpp. On for all that is signed or verified.
  bool own_names = false;
  /// Whether a whole context document may stand where only its content belongs, as the libraries of
  /// the field take it. The standard calls it a redefinition of `@context`.
  bool wrapped_contexts = false;
  ProcessingMode processing_mode = ProcessingMode::json_ld_1_1;
  /// A context that holds before those of the document. Lives as long as the call and its result.
  std::optional<json::Value> expand_context = {};
  /// Members of the document itself that count as absent. They live as long as the call.
  std::span<const std::string_view> without = {};
  /// Whether members are taken in the order of their names, which only shows in expand().
  bool ordered = false;
  RdfDirection rdf_direction = RdfDirection::none;
  /// Whether a blank node may be a predicate.
  bool generalized_rdf = false;
  Limits limits = {};
};

}  // namespace waarmerk::jsonld
