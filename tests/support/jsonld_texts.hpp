// A JSON-LD document as text, and what becomes of it as text: short enough to stand in a check.
#pragma once

#include <string>
#include <string_view>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/jsonld/expand.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/rdf/canonicalize.hpp"

namespace waarmerk::tests {

/// A code, and the place where there is one.
inline std::string told(const Error& error) {
  return error.path.empty() ? std::string(error.code.name)
                            : std::string(error.code.name) + " at " + error.path;
}

/// The canonical text of what `document` expands to, or what it fails with.
inline std::string expanded(std::string_view document, const jsonld::Options& options = {}) {
  const auto parsed = json::parse(document, {.depth_max = 1'000});
  if (!parsed) return told(parsed.error());
  const auto result = jsonld::expand(parsed->root(), options);
  return result ? json::canonical(result->root()) : told(result.error());
}

/// The canonical N-Quads of `document`, or what it fails with.
inline std::string quads(std::string_view document, const jsonld::Options& options = {}) {
  const auto parsed = json::parse(document, {.depth_max = 1'000});
  if (!parsed) return told(parsed.error());
  const auto dataset = jsonld::to_rdf(parsed->root(), options);
  if (!dataset) return told(dataset.error());
  const auto text = rdf::canonicalize(*dataset);
  return text ? *text : told(text.error());
}

/// What expansion drops is dropped in silence.
inline jsonld::Options lossy() { return {.safe = false}; }

}  // namespace waarmerk::tests
