#include "crypto/jsonld/expand.hpp"

#include "crypto/json/parse.hpp"
#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/write_expanded.hpp"

namespace waarmerk::jsonld {
namespace {

/// Expanded, each level of a document is two at the most; its text grows by the names that terms
/// stand for.
constexpr json::Limits expanded_limits{.bytes_max = 32 << 20, .depth_max = 1'000};

}  // namespace

Result<json::Document> expand(json::Value document, const Options& options) {
  Expansion expansion(document, options);
  TRY(elements, expansion.run());
  return json::parse(write_expanded(elements), expanded_limits);
}

}  // namespace waarmerk::jsonld
