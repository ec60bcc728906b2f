#include "crypto/jsonld/to_rdf.hpp"

#include <utility>

#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/rdf_writer.hpp"

namespace waarmerk::jsonld {
namespace {

Result<void> write(rdf::Dataset& dataset, std::vector<BlankPlace>* places, json::Value document,
                   const Options& options) {
  Expansion expansion(document, options);
  TRY(elements, expansion.run());
  dataset.reserve(expansion.size());
  TRY_OK(RdfWriter(dataset, expansion.texts(), options, places).write(elements));
  for (auto& owner : expansion.owners()) dataset.hold(std::move(owner));
  return {};
}

}  // namespace

Result<rdf::Dataset> to_rdf(json::Value document, const Options& options) {
  rdf::Dataset dataset;
  TRY_OK(write(dataset, nullptr, document, options));
  return dataset;
}

Result<PlacedDataset> to_placed_rdf(json::Value document, const Options& options) {
  PlacedDataset placed;
  TRY_OK(write(placed.dataset, &placed.places, document, options));
  return placed;
}

}  // namespace waarmerk::jsonld
