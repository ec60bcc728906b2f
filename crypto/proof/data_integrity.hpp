// Data Integrity: proofs read from a document, verified, and added to one (vc-data-integrity 4).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::proof {

inline constexpr ErrorCode no_proof{"proof.missing", ErrorKind::invalid};
inline constexpr ErrorCode malformed{"proof.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unknown_suite{"proof.unknown_suite", ErrorKind::invalid};
inline constexpr ErrorCode wrong_key{"proof.wrong_key", ErrorKind::invalid};
inline constexpr ErrorCode untransformable{"proof.untransformable", ErrorKind::invalid};
inline constexpr ErrorCode unknown_context{"proof.unknown_context", ErrorKind::invalid};
inline constexpr ErrorCode too_complex{"proof.too_complex", ErrorKind::invalid};
inline constexpr ErrorCode no_previous{"proof.no_previous", ErrorKind::invalid};

inline constexpr std::size_t proofs_max = 16;  ///< in a document, and names in a list of a proof

/// One entry of `proof`. `source` is its place in the document and lives as long as that. A proof
/// of a type of before DataIntegrityProof may have an empty `cryptosuite` and `proof_value`.
struct DataIntegrityProof {
  json::Value source;
  std::string type = {};
  std::string cryptosuite = {};
  std::string verification_method = {};
  std::string proof_purpose = {};
  std::string proof_value = {};
  std::optional<std::string> id = {};
  std::optional<UnixTime> created = {};
  std::optional<UnixTime> expires = {};
  std::vector<std::string> domain = {};
  std::optional<std::string> challenge = {};
  std::vector<std::string> previous_proof = {};
};

/// The proofs of a document, one or a set, 16 at the most. Fails with proof.missing or
/// proof.malformed.
Result<std::vector<DataIntegrityProof>> read_proofs(json::Value secured);

/// Checks the signature alone: time, purpose and who owns the key are the caller's. `secured` is
/// the document with its `proof`. Fails with proof.unknown_suite, proof.wrong_key,
/// proof.malformed, proof.untransformable, proof.unknown_context, proof.too_complex,
/// proof.no_previous, proof.base_proof or key.bad_signature.
///
/// A proof with `previous_proof` also covers those proofs (vc-data-integrity 4.5), but counts only
/// if they are verified too. A proof with an `@context` of its own covers no more than that of the
/// document's `@context`: what stands behind it was not signed (vc-di-eddsa 3.3.2).
/// What an RDFC suite cannot transform without loss is refused: see rdfc.hpp.
Result<void> verify_proof(json::Value secured, const DataIntegrityProof& proof,
                          const keys::PublicKey& key,
                          const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

struct ProofOptions {
  std::string cryptosuite = "eddsa-jcs-2022";
  std::string verification_method = {};
  std::string proof_purpose = "assertionMethod";
  std::optional<UnixTime> created = {};
  std::optional<UnixTime> expires = {};
  std::optional<std::string> domain = {};
  std::optional<std::string> challenge = {};
  std::optional<std::string> id = {};
  /// The ids of proofs that are there already and that the new one also covers.
  std::vector<std::string> previous_proof = {};
};

/// `unsecured` with a proof added, which makes a proof set of what has one already. Fails with
/// proof.unknown_suite, proof.wrong_key, proof.no_previous, proof.malformed for a document or
/// options that no proof can be made of, as the suite does, or as the signer does.
Result<json::Document> add_proof(const json::Document& unsecured, const ProofOptions& options,
                                 const keys::Signer& signer,
                                 const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

}  // namespace waarmerk::proof
