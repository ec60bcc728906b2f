// A JSON-LD document in its expanded form (JSON-LD 1.1 API 5.1).
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::jsonld {

/// The expanded document, an array. Fails as to_rdf() does.
Result<json::Document> expand(json::Value document, const Options& options = {});

}  // namespace waarmerk::jsonld
