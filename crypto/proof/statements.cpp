#include "crypto/proof/statements.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/rdf/canonicalize.hpp"

namespace waarmerk::proof {
namespace {

/// Whether a limit was reached, so that the document may be well all the same.
bool is_limit(const ErrorCode& code) {
  static constexpr ErrorCode limits[] = {jsonld::too_deep, jsonld::too_large,
                                         jsonld::context_overflow, rdf::too_large,
                                         rdf::too_complex};
  return std::ranges::find(limits, code) != std::end(limits);
}

}  // namespace

std::unexpected<Error> refuse_transformation(Error&& error) {
  if (error.code == jsonld::unknown_context) {
    return fail(unknown_context, std::move(error.detail), std::move(error.path));
  }
  return fail(is_limit(error.code) ? too_complex : untransformable,
              std::string(error.code.name) + ": " + error.detail, std::move(error.path));
}

jsonld::Options document_options(const HashInput& input) {
  static constexpr std::string_view of_document[] = {"proof"};
  // A base direction becomes part of a datatype, as the libraries of the field have it.
  jsonld::Options options{.contexts = input.contexts,
                          .own_names = true,
                          .wrapped_contexts = true,
                          .rdf_direction = jsonld::RdfDirection::i18n_datatype};
  if (!input.holds_previous_proofs) options.without = of_document;
  return options;
}

Result<rdf::Dataset> read_statements(const HashInput& input) {
  auto dataset = jsonld::to_rdf(input.document, document_options(input));
  if (!dataset) return refuse_transformation(std::move(dataset).error());
  return dataset;
}

Result<Digest> hash_configuration(const HashInput& input) {
  static constexpr std::string_view of_proof[] = {"@context", "proofValue"};
  const jsonld::Options options{.contexts = input.contexts,
                                .own_names = true,
                                .wrapped_contexts = true,
                                .expand_context = input.document.find("@context"),
                                .without = of_proof};
  auto dataset = jsonld::to_rdf(input.proof, options);
  if (!dataset) return refuse_transformation(std::move(dataset).error());
  auto hash = rdf::canonical_hash(*dataset, {.algorithm = input.algorithm});
  if (!hash) return refuse_transformation(std::move(hash).error());
  return hash;
}

}  // namespace waarmerk::proof
