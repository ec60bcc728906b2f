// Cryptosuite: how a document and a proof become the bytes that are signed.
//
// A suite is one row in suites.cpp. Its signature is that of the key's algorithm.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {

/// What a suite hashes. The members `proof` of the document and `proofValue` of the proof count as
/// absent; but `proof` counts where the document was made to hold the previous proofs.
struct HashInput {
  json::Value document;
  json::Value proof;
  bool holds_previous_proofs = false;
  HashAlgorithm algorithm = HashAlgorithm::sha256;  ///< that of the key: see hash_algorithm_of
  const jsonld::Contexts& contexts = jsonld::Contexts::shipped();
};

/// SHA-384 for P-384, otherwise SHA-256 (vc-di-ecdsa 3).
HashAlgorithm hash_algorithm_of(keys::Algorithm key);

/// The digest of the proof configuration, then that of the document: 64 bytes with SHA-256, 96 with
/// SHA-384.
class HashData {
 public:
  HashData(ByteView configuration_hash, ByteView document_hash);

  ByteView view() const { return ByteView(bytes_).first(size_); }

 private:
  ByteArray<96> bytes_{};
  std::size_t size_ = 0;
};

/// A proof, the document that holds it, and the key that it is checked with.
struct VerifyInput {
  json::Value secured;
  const DataIntegrityProof& proof;
  const keys::PublicKey& key;
  const jsonld::Contexts& contexts = jsonld::Contexts::shipped();
};

struct Cryptosuite {
  std::string_view name;  ///< of a proof of a type before DataIntegrityProof, the type
  std::span<const keys::Algorithm> algorithms;
  /// Fails with proof.untransformable, proof.unknown_context or proof.too_complex. Absent where
  /// there is more to a proof than one signature over one hash.
  Result<HashData> (*hash)(const HashInput& input);
  /// How a proof is checked where `hash` is absent.
  Result<void> (*verify)(const VerifyInput& input) = nullptr;
  bool carries_context = false;  ///< whether a proof repeats the `@context` of its document
};

/// Every suite that signs a document as a whole.
std::span<const Cryptosuite> all_suites();

/// The holder of a document chooses which of its statements to show (vc-di-ecdsa 3.6): see
/// selective_disclosure.hpp.
const Cryptosuite& ecdsa_sd_2023();

/// The one of all_suites() with this name. Fails with proof.unknown_suite.
Result<const Cryptosuite*> get_suite(std::string_view name);

/// The suite of a proof, by its type and its `cryptosuite`; also one that all_suites() does not
/// have. Fails with proof.unknown_suite.
Result<const Cryptosuite*> suite_of(const DataIntegrityProof& proof);

/// Fails with proof.wrong_key where the suite has no use for keys of this algorithm.
Result<void> expect_algorithm(const Cryptosuite& suite, keys::Algorithm algorithm);

}  // namespace waarmerk::proof
