// Proof writing: the members of a new proof, and a document with it. For the files of crypto/proof
// alone.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {

/// A proof without its value. That of a suite that carries the `@context` has the document's. Fails
/// with proof.malformed for a document or options that no proof can be made of.
Result<json::Document> write_configuration(json::Value unsecured, const ProofOptions& options,
                                           const Cryptosuite& suite);

/// The document with a proof of this configuration and value, beside those that it has.
Result<json::Document> with_proof(const json::Document& unsecured,
                                  const json::Document& configuration,
                                  std::string_view proof_value);

}  // namespace waarmerk::proof
