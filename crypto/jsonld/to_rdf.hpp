// A JSON-LD document as an RDF dataset (JSON-LD 1.1 API 8.1).
#pragma once

#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/options.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::jsonld {

/// The quads of `document`, in no promised order and one perhaps twice. They borrow from the
/// document, which must outlive them. Fails with jsonld.unknown_context where a context is not
/// pinned; with the other codes of errors.hpp, and a JSON path where there is one.
Result<rdf::Dataset> to_rdf(json::Value document, const Options& options = {});

/// A blank node and an object of the document that stands for it.
struct BlankPlace {
  std::string_view label;  ///< borrowed from the dataset
  json::Value object;
};

struct PlacedDataset {
  rdf::Dataset dataset;
  /// Of each blank node that has an object; those of lists have none.
  std::vector<BlankPlace> places;
};

/// As to_rdf, and tells where the blank nodes stand.
Result<PlacedDataset> to_placed_rdf(json::Value document, const Options& options = {});

}  // namespace waarmerk::jsonld
