// The steps of a Data Integrity proof as the specifications print them: files in a folder, with one
// ending for each suite.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/keys/secret_key.hpp"

namespace waarmerk::tests {

struct ProofSteps {
  std::filesystem::path folder;
  std::string ending;  ///< `JCS` for `canonDocJCS.txt`
  std::filesystem::path unsecured;
  std::filesystem::path key_pair;
  keys::Algorithm algorithm = keys::Algorithm::ed25519;
  /// The text that the suite makes of a document or of a proof.
  std::function<std::string(json::Value object)> canonical;
};

/// The contexts that are shipped, and one that gives the words of the published citizenship
/// examples the meaning that their steps show: the context that they name is not among the vectors.
const jsonld::Contexts& vector_contexts();

/// Canonical N-Quads of a document in those contexts.
std::string canonical_nquads(json::Value document, HashAlgorithm algorithm);

/// Each step by itself; then the hash of the suite, the signature, and the signed document, which
/// must verify as it is and in no other way.
void check_proof_steps(const ProofSteps& steps);

json::Document parse_file(const std::filesystem::path& file);

/// The secret of a pair of keys as the vectors have them.
keys::SecretKey read_secret_key(const std::filesystem::path& pair, keys::Algorithm algorithm);

}  // namespace waarmerk::tests
