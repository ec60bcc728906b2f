#include "crypto/proof/rdfc.hpp"

#include <utility>

#include "crypto/proof/statements.hpp"
#include "crypto/rdf/canonicalize.hpp"

namespace waarmerk::proof {

Result<HashData> hash_rdfc(const HashInput& input) {
  TRY(statements, read_statements(input));
  auto content = rdf::canonical_hash(statements, {.algorithm = input.algorithm});
  if (!content) return refuse_transformation(std::move(content).error());
  TRY(configuration, hash_configuration(input));
  return HashData(configuration.view(), content->view());
}

}  // namespace waarmerk::proof
