#include "crypto/jsonld/to_rdf.hpp"

#include <utility>

#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/rdf_writer.hpp"

namespace waarmerk::jsonld {

Result<rdf::Dataset> to_rdf(json::Value document, const Options& options) {
  Expansion expansion(document, options);
  TRY(elements, expansion.run());
  rdf::Dataset dataset;
  dataset.reserve(expansion.size());
  TRY_OK(RdfWriter(dataset, expansion.texts(), options).write(elements));
  for (auto& owner : expansion.owners()) dataset.hold(std::move(owner));
  return std::move(dataset);
}

}  // namespace waarmerk::jsonld
