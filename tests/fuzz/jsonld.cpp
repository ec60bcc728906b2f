// Any JSON as a JSON-LD document with contexts of its own: it is expanded and becomes quads, or is
// refused; what safe mode accepts, the other mode makes the same of.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crypto/json/parse.hpp"
#include "crypto/jsonld/expand.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "crypto/rdf/nquads.hpp"

namespace waarmerk::jsonld {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

Options options_of(bool safe) {
  Options options{.safe = safe};
  options.limits = {.depth_max = 32,
                    .values_max = 2'000,
                    .contexts_max = 50,
                    .terms_max = 1'000,
                    .remote_contexts_max = 4,
                    .work_max = 1'000'000};
  return options;
}

void try_document(std::string_view text) {
  const auto document = json::parse(text);
  if (!document) return;
  const auto safe = to_rdf(document->root(), options_of(true));
  const auto lossy = to_rdf(document->root(), options_of(false));
  const auto expanded = expand(document->root(), options_of(false));
  if (lossy) require(expanded.has_value());
  if (!safe) return;
  require(lossy.has_value());
  const std::string quads = rdf::print_nquads(*safe);
  require(quads == rdf::print_nquads(*lossy));
  require(rdf::parse_nquads(quads).has_value());
}

}  // namespace
}  // namespace waarmerk::jsonld

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waarmerk::jsonld::try_document({reinterpret_cast<const char*>(data), size});
  return 0;
}
