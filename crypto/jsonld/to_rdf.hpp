// A JSON-LD document as an RDF dataset (JSON-LD 1.1 API 8.1).
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/options.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::jsonld {

/// The quads of `document`, in no promised order and one perhaps twice. They borrow from the
/// document, which must outlive them. Fails with jsonld.unknown_context where a context is not
/// pinned; with the other codes of errors.hpp, and a JSON path where there is one.
Result<rdf::Dataset> to_rdf(json::Value document, const Options& options = {});

}  // namespace waarmerk::jsonld
