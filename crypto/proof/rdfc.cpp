#include "crypto/proof/rdfc.hpp"

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

std::unexpected<Error> refuse(Error&& error) {
  if (error.code == jsonld::unknown_context) {
    return fail(unknown_context, std::move(error.detail), std::move(error.path));
  }
  return fail(is_limit(error.code) ? too_complex : untransformable,
              std::string(error.code.name) + ": " + error.detail, std::move(error.path));
}

Result<Digest> canonical_hash(json::Value object, const jsonld::Options& options,
                              HashAlgorithm algorithm) {
  auto dataset = jsonld::to_rdf(object, options);
  if (!dataset) return refuse(std::move(dataset).error());
  auto hash = rdf::canonical_hash(*dataset, {.algorithm = algorithm});
  if (!hash) return refuse(std::move(hash).error());
  return hash;
}

}  // namespace

Result<HashData> hash_rdfc(const HashInput& input) {
  static constexpr std::string_view of_document[] = {"proof"};
  static constexpr std::string_view of_proof[] = {"@context", "proofValue"};
  jsonld::Options options{.contexts = input.contexts, .own_names = true};
  if (!input.holds_previous_proofs) options.without = of_document;
  TRY(content, canonical_hash(input.document, options, input.algorithm));
  options.expand_context = input.document.find("@context");
  options.without = of_proof;
  TRY(configuration, canonical_hash(input.proof, options, input.algorithm));
  return HashData(configuration.view(), content.view());
}

}  // namespace waarmerk::proof
